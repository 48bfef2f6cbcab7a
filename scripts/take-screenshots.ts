/** Takes the pictures of the README anew, from conversations in `screenshots/world.ts`: docs/images/*.png. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerProcess } from '@bridges/dev-env/server-process';
import { createDatabase, createLogger, createPool, startEmbeddedPostgres } from '@bridges/kit';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { waitForRest } from '../e2e/browser/support/in-chat.ts';
import { Stage, launchBrowser } from '../e2e/browser/support/stage.ts';
import { root, run } from './run.ts';
import { settleWorld } from './screenshots/settle-world.ts';
import type { SettledWorld } from './screenshots/settle-world.ts';
import { english, russian } from './screenshots/world.ts';

const images = join(root, 'docs/images');
const minuteMs = 60_000;

await run('node', ['apps/web/scripts/ensure-built.ts']);
const log = createLogger({ level: 'error' });
const dataDir = await mkdtemp(join(tmpdir(), 'bridges-pictures-'));
const postgres = await startEmbeddedPostgres({ dataDir, log });
const server = await ServerProcess.start({ env: { DATABASE_URL: postgres.connectionString('postgres') } });
const browser = await launchBrowser();
const [en, ru] = [
  await settleWorld(server.url, english, browser),
  await settleWorld(server.url, russian, browser),
];
await server.end('SIGTERM');
await tellWhen([en, ru]);
await server.run();
const stage = new Stage(browser, server.url);
await goOnline(en, english.people);
await goOnline(ru, russian.people);

const wide = { viewport: { width: 1440, height: 900 } };
const narrow = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
};
await take('chat-light.png', en, { ...wide, locale: 'en-GB', colorScheme: 'light' });
await take('chat-dark-ru.png', ru, { ...wide, locale: 'ru-RU', colorScheme: 'dark' });
await take('phone.png', en, { ...narrow, locale: 'en-GB', colorScheme: 'light' });

await take('lightbox.png', en, { ...wide, locale: 'en-GB', colorScheme: 'dark' }, async (page) => {
  await page.getByRole('log').locator('button:has(img), a:has(img)').first().click();
  await page.getByRole('dialog').waitFor();
});
await take('group-info.png', en, { ...wide, locale: 'en-GB', colorScheme: 'light' }, async (page) => {
  await page.getByRole('button', { name: 'Chat info' }).click();
  await page.getByRole('complementary').waitFor();
});

await browser.close();
await server[Symbol.asyncDispose]();
await postgres.stop();
await rm(dataDir, { recursive: true, force: true });
process.exit();

/** What was said just now was said when the conversation says so. */
async function tellWhen(worlds: SettledWorld[]): Promise<void> {
  const db = createDatabase<{
    messages: { chatId: string; seq: number; createdAt: Date };
    chats: { id: string; lastActivityAt: Date };
  }>(createPool(postgres.connectionString('bridges_messages'), { applicationName: 'pictures', log }));
  for (const { chatId, conversation, seqs } of worlds.flatMap(({ chats }) => chats)) {
    for (const [at, [, minutesAgo]] of conversation.lines.entries()) {
      const when = new Date(Date.now() - minutesAgo * minuteMs);
      const rows = db.updateTable('messages').set({ createdAt: when });
      await rows
        .where('chatId', '=', chatId)
        .where('seq', '=', seqs[at] ?? 0)
        .execute();
      await db.updateTable('chats').set({ lastActivityAt: when }).where('id', '=', chatId).execute();
    }
  }
  await db.destroy();
}

async function goOnline({ users }: SettledWorld, people: typeof english.people): Promise<void> {
  for (const { key, isOnline } of people) {
    if (!isOnline) continue;
    const answer = await users.get(key)?.ask<{ ticket: string }>('POST', '/api/socket-tickets');
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws?ticket=${answer?.body.ticket}`);
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  }
}

/** The zone in which it is between two and three in the afternoon now: pictures of a working day. */
function afternoonZone(): string {
  const ahead = ((14 - new Date().getUTCHours() + 36) % 24) - 12;
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

async function take(
  file: string,
  world: SettledWorld,
  options: BrowserContextOptions,
  act?: (page: Page) => Promise<void>,
): Promise<void> {
  const open = world.chats[0]?.chatId ?? '';
  const { page } = await stage.enter(world.me, { ...options, timezoneId: afternoonZone() }, `/chat/${open}`);
  await page.getByRole('log').waitFor();
  await page.waitForLoadState('networkidle');
  await waitForRest(page);
  await act?.(page);
  await page.waitForLoadState('networkidle');
  await waitForRest(page);
  await page.screenshot({ path: join(images, file), animations: 'disabled', caret: 'hide' });
  console.log(file);
}
