import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { bubble, chatRow, composer, openChat } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import { waitFor } from './support/wait-for.ts';

useBrowser();

const menuItem = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true });
/** The chats in view, in the order the eye has them. */
const shown = (page: Page): Promise<string[]> =>
  page.getByRole('navigation', { name: 'Chat list' }).evaluate((list) =>
    [...list.querySelectorAll('a[data-list-row]')]
      .map((row) => ({
        name: row.querySelector('bdi')?.textContent ?? '',
        top: row.getBoundingClientRect().top,
      }))
      .sort((one, other) => one.top - other.top)
      .map(({ name }) => name),
  );
async function waitForOrder(page: Page, wanted: string[]): Promise<void> {
  let last: string[] = [];
  await waitFor(
    async () => {
      last = await shown(page);
      return JSON.stringify(last) === JSON.stringify(wanted);
    },
    { what: () => `the chats ${wanted.join(', ')}; in view: ${last.join(', ')}` },
  );
}
async function act(page: Page, title: string, ...items: string[]): Promise<void> {
  await chatRow(page, title).click({ button: 'right' });
  for (const item of items) await menuItem(page, item).click();
}

journey('what I set about my chats is the same on both of my devices', async (stage) => {
  const anna = await stage.register('Anna');
  const others = [
    await stage.register('Boris', 'Борис'),
    await stage.register('Carol'),
    await stage.register('Dan'),
    await stage.register('Eve'),
  ] as const;
  const chats = [];
  for (const other of others) {
    const chat = await other.openDirect(anna);
    await other.post(chat.id, `From ${other.me.displayName}`);
    chats.push(chat.id);
  }
  const [, carolChat = ''] = chats;
  const [a, b] = [await stage.enter(anna), await stage.enter(anna)];
  const everything = ['Eve', 'Dan', 'Carol', 'Борис', 'Saved messages'];
  for (const { page } of [a, b]) await waitForOrder(page, everything);

  // Pinned: on top, also of newer messages.
  await act(a.page, 'Борис', 'Pin');
  await waitForOrder(b.page, ['Борис', 'Eve', 'Dan', 'Carol', 'Saved messages']);
  await others[2].post(chats[2] ?? '', 'Again');
  for (const { page } of [a, b]) await waitForOrder(page, ['Борис', 'Dan', 'Eve', 'Carol', 'Saved messages']);

  // Muted: its badge is there, and no longer counted.
  await a.page.getByRole('tab', { name: /^Unread 4/ }).waitFor();
  await act(a.page, 'Carol', 'Mute…', 'For 8 hours');
  await chatRow(b.page, 'Carol').getByRole('img', { name: 'muted' }).waitFor();
  await b.page.getByRole('tab', { name: /^Unread 3/ }).waitFor();
  // Another until a moment that is chosen; then it is loud again.
  await act(b.page, 'Dan', 'Mute…', 'Until…');
  const until = b.page.getByRole('dialog', { name: 'Mute “Dan” until when?' });
  await until.getByRole('button', { name: 'Tomorrow morning' }).click();
  await until.getByRole('button', { name: 'Mute', exact: true }).click();
  await chatRow(a.page, 'Dan').getByRole('img', { name: 'muted' }).waitFor();
  await act(a.page, 'Dan', 'Unmute');
  await chatRow(b.page, 'Dan').getByRole('img', { name: 'muted' }).waitFor({ state: 'detached' });

  // Archived by the keyboard: gone from both lists, back with a new message.
  await chatRow(a.page, 'Eve').focus();
  await a.page.keyboard.press('Alt+KeyA');
  for (const { page } of [a, b]) await waitForOrder(page, ['Борис', 'Dan', 'Carol', 'Saved messages']);
  await b.page.getByRole('button', { name: /Archived chats/ }).click();
  await waitForOrder(b.page, ['Eve']);
  await b.page.getByRole('button', { name: 'All chats' }).first().click();
  await others[3].post(chats[3] ?? '', 'Still there?');
  for (const { page } of [a, b]) await waitForOrder(page, ['Борис', 'Eve', 'Dan', 'Carol', 'Saved messages']);
  // A muted one stays there.
  await act(b.page, 'Carol', 'Archive');
  await others[1].post(carolChat, 'You will not hear this');
  await a.page.getByRole('button', { name: /Archived chats/ }).waitFor();
  for (const { page } of [a, b]) await waitForOrder(page, ['Борис', 'Eve', 'Dan', 'Saved messages']);

  // A folder with a counter, made here, renamed there.
  await act(a.page, 'Dan', 'Folders');
  await a.page.getByLabel('New folder').fill('Work');
  await a.page.getByRole('button', { name: 'Add', exact: true }).click();
  await a.page.getByRole('checkbox', { name: 'Work' }).and(a.page.locator(':checked')).waitFor();
  await a.page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
  await b.page.getByRole('tab', { name: /^Work 1/ }).click();
  await waitForOrder(b.page, ['Dan']);
  await b.page.getByRole('tab', { name: /^Work/ }).click({ button: 'right' });
  await menuItem(b.page, 'Rename folder').click();
  await b.page.getByLabel('Name of the folder').fill('The office');
  await b.page.getByRole('button', { name: 'Save' }).click();
  await a.page.getByRole('tab', { name: /^The office 1/ }).waitFor();

  // Read on one, read on the other; marked as unread there, unread here.
  await openChat(a.page, 'Dan');
  await bubble(a.page, 'Again').waitFor();
  await b.page.getByRole('tab', { name: /^The office$/ }).waitFor();
  await act(b.page, 'Dan', 'Mark as unread');
  await a.page.getByRole('tab', { name: /^The office 1/ }).waitFor();
  await a.page.goto('/');
  await a.page.getByRole('tab', { name: /^Unread/ }).click();
  await waitForOrder(a.page, ['Борис', 'Eve', 'Dan']);
  await act(a.page, 'Dan', 'Mark as read');
  await waitForOrder(a.page, ['Борис', 'Eve']);

  // The folder is deleted there while it is looked at here: what was in it is in the list.
  await a.page.getByRole('tab', { name: 'The office' }).click();
  await waitForOrder(a.page, ['Dan']);
  await b.page.getByRole('tab', { name: 'The office' }).click({ button: 'right' });
  await menuItem(b.page, 'Delete folder').click();
  await b.page.getByRole('button', { name: 'Delete folder' }).click();
  await waitForOrder(a.page, ['Борис', 'Eve', 'Dan', 'Saved messages']);

  // All of it is there after a reload, too.
  await b.page.reload();
  await waitForOrder(b.page, ['Борис', 'Eve', 'Dan', 'Saved messages']);
  await b.page.getByRole('button', { name: /Archived chats/ }).click();
  await waitForOrder(b.page, ['Carol']);
  await chatRow(b.page, 'Carol').focus();
  await b.page.keyboard.press('Escape');
  await waitForOrder(b.page, ['Борис', 'Eve', 'Dan', 'Saved messages']);

  // A mention has a badge and a list of its own; where nothing is posted, the list says who did what.
  const team = await others[0].ask<{ chatId: string }>('POST', '/api/groups', {
    title: 'The team',
    memberIds: [anna.id],
  });
  await chatRow(b.page, 'The team').getByText('Борис created the group “The team”').waitFor();
  await others[0].post(team.body.chatId, `@${anna.username} are you coming?`);
  for (const { page } of [a, b]) {
    await chatRow(page, 'The team').getByRole('img', { name: '1 mention of you' }).waitFor();
  }
  await a.page.getByRole('tab', { name: /^Mentions 1/ }).click();
  await waitForOrder(a.page, ['The team']);
  await openChat(a.page, 'The team');
  await b.page.getByRole('tab', { name: /^Mentions/ }).waitFor({ state: 'detached' });
});

journey('a chat that jumps to the top takes neither the click nor the place', async (stage) => {
  const anna = await stage.register('Anna');
  const people = [];
  for (let at = 0; at < 24; at += 1) {
    const user = await stage.register(`P${at}`, `Person ${String(at).padStart(2, '0')}`);
    const chat = await user.openDirect(anna);
    await user.post(chat.id, 'Hello');
    people.push({ user, chat });
  }
  const { page } = await stage.enter(anna, { viewport: { width: 1280, height: 640 } });
  const first = people[0];
  const second = people[1];
  if (!first || !second) throw new Error('nobody is here');
  await chatRow(page, 'Person 23').waitFor();

  // The pointer is over a row; somebody below writes; the press goes where the eye was.
  const box = await chatRow(page, 'Person 20').boundingBox();
  if (!box) throw new Error('the row is not shown');
  await page.mouse.move(box.x + 80, box.y + 30);
  await page.mouse.down();
  await first.user.post(first.chat.id, 'I was the last one');
  await page.getByRole('tab', { name: /^Unread 24/ }).waitFor();
  await waitFor(async () => (await page.title()).startsWith('(25)'), { what: 'the new message' });
  await page.mouse.up();
  await composer(page).waitFor();
  await page.getByRole('heading', { name: 'Person 20' }).waitFor();
  await page.mouse.move(900, 300);
  await waitFor(async () => (await shown(page))[0] === 'Person 00', { what: 'the newest on top' });

  // Scrolled down, the rows in view stay where they are.
  const list = page.getByRole('navigation', { name: 'Chat list' });
  await list.evaluate((element) => element.scrollTo({ top: 400 }));
  const topOf = async (name: string) => Math.round((await chatRow(page, name).boundingBox())?.y ?? -1);
  await chatRow(page, 'Person 15').waitFor();
  const before = await topOf('Person 15');
  await second.user.post(second.chat.id, 'And I am next');
  await waitFor(async () => (await page.title()).startsWith('(25)'), { what: 'the next message' });
  await waitFor(async () => Math.abs((await topOf('Person 15')) - before) <= 1, {
    what: 'the row in its place',
  });
  await list.evaluate((element) => element.scrollTo({ top: 0 }));
  await waitFor(async () => (await shown(page))[0] === 'Person 01', { what: 'the newest on top' });
});

/** A finger on a row: down, along, up. */
async function swipe(page: Page, title: string, by: number): Promise<void> {
  const box = await chatRow(page, title).boundingBox();
  if (!box) throw new Error(`${title} is not shown`);
  const session = await page.context().newCDPSession(page);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: at, y }],
    });
  // All at once: a finger that rests while this process waits for its turn would be one that holds.
  await Promise.all([
    touch('touchStart', x),
    ...[1, 2, 3, 4, 5, 6].map((step) => touch('touchMove', x + (by * step) / 6)),
    touch('touchEnd', x + by),
  ]);
  await session.detach();
}

journey('on a phone a finger marks, archives, and holds for the menu', async (stage) => {
  const [anna, boris, carol] = [
    await stage.register('Anna'),
    await stage.register('Boris', 'Борис'),
    await stage.register('Carol'),
  ];
  for (const other of [boris, carol]) await other.post((await other.openDirect(anna)).id, 'Hello');
  const { page } = await stage.enter(anna, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await chatRow(page, 'Carol').getByLabel('1 unread message').waitFor();
  await swipe(page, 'Carol', 120);
  await chatRow(page, 'Carol').getByLabel('1 unread message').waitFor({ state: 'detached' });
  // Not far enough: nothing happens, and no chat opens.
  await swipe(page, 'Борис', -40);
  await swipe(page, 'Борис', -130);
  await page.getByText('The chat is in the archive.').waitFor();
  await waitForOrder(page, ['Carol', 'Saved messages']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await waitForOrder(page, ['Carol', 'Борис', 'Saved messages']);
  const note = page.getByText('The chat is in the archive.');
  expect(await note.count()).toBe(0);
  // What is refused is told, and not called done.
  await page.route('**/api/chats/*/marks', (route) => route.abort(), { times: 1 });
  await swipe(page, 'Борис', -130);
  await page.getByText('No connection to the server').waitFor();
  await waitForOrder(page, ['Carol', 'Борис', 'Saved messages']);
  expect(await note.count()).toBe(0);
  expect(new URL(page.url()).pathname).toBe('/');

  const box = await chatRow(page, 'Борис').boundingBox();
  if (!box) throw new Error('the row is not shown');
  const session = await page.context().newCDPSession(page);
  const point = { x: box.x + 150, y: box.y + 30 };
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await menuItem(page, 'Mark as read').waitFor();
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await menuItem(page, 'Mark as read').click();
  await chatRow(page, 'Борис').getByLabel('1 unread message').waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname).toBe('/');
});
