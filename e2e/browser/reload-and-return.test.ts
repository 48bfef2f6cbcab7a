import type { Chat } from '@bridges/contracts';
import { expect } from 'vitest';
import {
  bubble,
  chatRow,
  composer,
  divider,
  openChat,
  timeline,
  topOfView,
  waitForRest,
  waitForWritten,
} from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import { postMany } from './support/post-many.ts';
import { waitFor } from './support/wait-for.ts';

useBrowser();

journey('a draft outlives a reload and is shown in the list', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const [chat, saved] = [await anna.openDirect(boris), await anna.openDirect(anna)];
  await anna.post(chat.id, 'Старое сообщение');
  const { page } = await stage.enter(anna, {}, `/chat/${chat.id}`);
  await composer(page).click();
  await page.keyboard.type('Недописанное: half a thought');
  await page.reload();
  await composer(page).waitFor();
  await waitForWritten(page, 'Недописанное: half a thought');
  await page.goto(`/chat/${saved.id}`);
  await chatRow(page, 'Борис').getByText('Недописанное: half a thought').waitFor();
  await chatRow(page, 'Борис').getByText('Draft:').waitFor();
  await openChat(page, 'Борис');
  await waitForWritten(page, 'Недописанное: half a thought');
});

journey('what is written while the draft before it is on its way outlives a reload', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await anna.openDirect(boris);
  const { page } = await stage.enter(anna, {}, `/chat/${chat.id}`);
  const [isOut, mayGoOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const path = `**/api/chats/${chat.id}/draft`;
  let asked = 0;
  await page.route(path, async (route) => {
    asked += 1;
    isOut.resolve();
    if (asked === 1) await mayGoOn.promise;
    // The second one never comes to the server.
    if (asked !== 2) await route.continue();
  });
  await composer(page).click();
  await page.keyboard.type('What the server has');
  await isOut.promise;
  await page.keyboard.type(', and what it has not');
  const next = page.waitForRequest(path);
  mayGoOn.resolve();
  // It goes out once the first is answered.
  await next;
  await page.reload();
  await waitForWritten(page, 'What the server has, and what it has not');
  await expect
    .poll(async () => (await anna.get<Chat>(`/api/chats/${chat.id}`)).marks.draft?.text, { timeout: 30_000 })
    .toBe('What the server has, and what it has not');
  await waitForWritten(page, 'What the server has, and what it has not');
});

journey('a chat stands where it was left, after another chat and after a reload', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await anna.openDirect(boris);
  await postMany(anna, chat.id, 150, (number) => `Message ${number}${' and more'.repeat(number % 30)}`);
  const { page } = await stage.enter(anna, {}, `/chat/${chat.id}`);
  await bubble(page, 'Message 150').waitFor();
  await timeline(page).hover();
  const before = await topOfView(page);
  await page.mouse.wheel(0, -2500);
  // It is scrolled a moment later.
  await waitFor(async () => (await topOfView(page)).text !== before.text, { what: 'older messages' });
  await waitForRest(page);
  const left = await topOfView(page);
  expect(left.text).not.toContain('Message 150');
  const stands = async (within: number) => {
    const now = await topOfView(page);
    return now.text === left.text && Math.abs(now.top - left.top) <= within;
  };

  await openChat(page, 'Saved messages');
  await openChat(page, 'Борис');
  await waitFor(() => stands(0), { what: 'the place where it was left' });
  await waitForRest(page);
  expect(await stands(0)).toBe(true);
  await page.reload();
  await waitFor(() => stands(2), { what: 'the place after the reload' });
  await waitForRest(page);
  expect(await stands(2)).toBe(true);
});

journey('unread messages begin at a divider that stays while I read', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await boris.openDirect(anna);
  await postMany(boris, chat.id, 60, (number) => `Прочитано ${number}`);
  await anna.ask('POST', `/api/chats/${chat.id}/read`, { seq: 60 });
  await postMany(boris, chat.id, 40, (number) => `Новое ${number}`);
  const { page } = await stage.enter(anna);
  await chatRow(page, 'Борис').getByLabel('40 unread messages').waitFor();
  await openChat(page, 'Борис');
  await divider(page).waitFor();
  await bubble(page, 'Новое 1').first().waitFor();
  await waitForRest(page);
  const [line, first, list] = await Promise.all([
    divider(page).boundingBox(),
    bubble(page, 'Новое 1').first().boundingBox(),
    timeline(page).boundingBox(),
  ]);
  if (!line || !first || !list) throw new Error('The divider, its message or the list is not in view.');
  expect(line.y - list.y).toBeLessThan(80);
  expect(first.y - line.y).toBeLessThan(60);

  await page.getByRole('button', { name: /new messages?$/ }).click();
  await bubble(page, 'Новое 40').waitFor();
  await chatRow(page, 'Борис')
    .getByLabel(/unread/)
    .waitFor({ state: 'detached' });
  await page.mouse.move(list.x + 300, list.y + 300);
  await page.mouse.wheel(0, -(await timeline(page).evaluate((it) => it.scrollHeight)) / 3);
  await divider(page).waitFor();

  await openChat(page, 'Saved messages');
  await openChat(page, 'Борис');
  await waitForRest(page);
  expect(await divider(page).count()).toBe(0);
});
