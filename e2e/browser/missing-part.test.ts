import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { bubble, composer, waitForDelivery, waitForWritten, write } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import type { Stage } from './support/stage.ts';

useBrowser();

// A worker would have all the code already.
const withoutWorker = { serviceWorkers: 'block' } as const;
const parts = /\/assets\/(Switcher|PeoplePanel|InfoColumn|PollDialog|TalkDialogs|SettingsPage)-[^/]*\.js$/;
const missing = 'That could not be loaded. Check the connection and try again.';
const switcher = (page: Page) => page.getByRole('combobox', { name: /^(Go to|Перейти)$/ });

/** From its next load on, the page gets no parts until the answer is called. */
async function withoutParts({ page, context }: { page: Page; context: BrowserContext }) {
  await context.route(parts, (route) => route.abort());
  await page.reload();
  await page.waitForLoadState('networkidle');
  return () => context.unroute(parts);
}

/** The browser tells of each part that did not come or broke; that is what was asked for here. */
function forgive({ problems }: Stage, asked = /could not be loaded|dynamically imported/): void {
  const others = problems.filter((problem) => !asked.test(problem));
  problems.splice(0, problems.length, ...others);
}

async function toldOnce(page: Page, text: string): Promise<void> {
  await page.getByText(text).waitFor();
  expect(await page.getByText(text).count()).toBe(1);
  await page
    .getByRole('button', { name: /^(Close|Закрыть)$/ })
    .last()
    .click();
  await page.getByText(text).waitFor({ state: 'detached' });
}

journey('a part that can’t be loaded is told of, and everything else stays', async (stage) => {
  const anna = await stage.register('Anna');
  const chat = await anna.openDirect(anna);
  const { page, context } = await stage.enter(anna, withoutWorker, `/chat/${chat.id}`);
  await composer(page).waitFor();
  const giveBack = await withoutParts({ page, context });
  await composer(page).fill('Not lost');

  await page.keyboard.press('Control+k');
  await toldOnce(page, missing);
  await waitForWritten(page, 'Not lost');
  await page.getByRole('button', { name: 'Chat info' }).click();
  await toldOnce(page, missing);
  await waitForWritten(page, 'Not lost');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'People' }).click();
  await toldOnce(page, missing);
  await page.getByRole('link', { name: /Saved messages/ }).click();
  await waitForWritten(page, 'Not lost');
  await page.goto('/settings/profile');
  const notice = page.getByRole('alert').filter({ hasText: 'This screen could not be loaded' });
  await notice.waitFor();

  // It comes as soon as it can, without a reload.
  await giveBack();
  await notice.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('textbox', { name: 'Name' }).waitFor();
  await page.keyboard.press('Control+k');
  await switcher(page).waitFor();
  forgive(stage);
});

journey('what could not be loaded is told in Russian, and comes with a reload', async (stage) => {
  const boris = await stage.register('Boris');
  const { page, context } = await stage.enter(boris, { ...withoutWorker, locale: 'ru-RU' });
  const giveBack = await withoutParts({ page, context });
  await page.keyboard.press('Control+k');
  await page.getByText('Загрузить не удалось. Проверьте сеть и попробуйте ещё раз.').waitFor();
  await giveBack();
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Обновить' }).click();
  await loaded;
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  await switcher(page).waitFor();
  forgive(stage);
});

journey('what breaks while it is shown is told of, and everything else stays', async (stage) => {
  const anna = await stage.register('Anna');
  const chat = await anna.openDirect(anna);
  const { page, context } = await stage.enter(anna, withoutWorker, `/chat/${chat.id}`);
  // The code comes, but what it shows throws.
  await context.route(parts, (route) => {
    const [, name = ''] = parts.exec(route.request().url()) ?? [];
    return route.fulfill({
      contentType: 'text/javascript',
      body: `export function ${name}() { throw new Error('Broken on purpose'); }`,
    });
  });
  await composer(page).fill('Not lost');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'People' }).click();
  await toldOnce(page, 'Something broke on this screen');
  await page.getByRole('link', { name: /Saved messages/ }).click();
  await waitForWritten(page, 'Not lost');

  await page.goto('/settings/profile');
  const notice = page.getByRole('alert').filter({ hasText: 'Something broke on this screen' });
  await notice.waitFor();
  await context.unroute(parts);
  await notice.getByRole('button', { name: 'Reload' }).click();
  await page.getByRole('textbox', { name: 'Name' }).waitFor();
  forgive(stage, /Broken on purpose/);
});

journey('files of an earlier visit go on as soon as the code for it comes, without a word', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await anna.openDirect(boris);
  const { page, context } = await stage.enter(anna, withoutWorker, `/chat/${chat.id}`);
  await context.route('**/api/files/uploads**', (route) => route.abort());
  await page.locator('[data-pick="files"]').setInputFiles({
    name: 'piers.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('The third one'),
  });
  await page.getByRole('region', { name: 'To be sent' }).getByText('piers.txt').waitFor();
  await write(page, 'All piers');
  await waitForDelivery(page, 'All piers', 'waiting');

  const engine = /\/assets\/engine-[^/]*\.js$/;
  let asked = 0;
  await context.route(engine, (route) => {
    asked += 1;
    return route.abort();
  });
  await page.reload();
  await expect.poll(() => asked, { timeout: 60_000 }).toBeGreaterThan(1);
  await waitForDelivery(page, 'All piers', 'waiting');
  expect(await page.getByText(missing).count()).toBe(0);
  await context.unroute(engine);
  await context.unroute('**/api/files/uploads**');
  await waitForDelivery(page, 'All piers', 'sent');
  await bubble(page, 'All piers').getByText('piers.txt').waitFor();
});
