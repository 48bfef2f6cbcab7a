import type { Page } from 'playwright-core';
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { bubble } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';

useBrowser();

/** What comes after the first filling of the state is news. */
const isFilled = (page: Page) => page.waitForFunction(() => document.title.startsWith('(1)'));
const badge = (page: Page) => page.getByRole('img', { name: /unread notification/ });

journey(
  'a mention rings the bell; a click leads to it, and no device tells of it any more',
  async (stage) => {
    const surname = randomUUID().slice(0, 6);
    const [anna, boris] = await Promise.all([
      stage.register('Anna', `Anna ${surname}`),
      stage.register('Boris', `Boris ${surname}`),
    ]);
    const group = { title: `Team ${surname}`, memberIds: [boris.id] };
    const { body } = await anna.ask<{ chatId: string }>('POST', '/api/groups', group);
    const { page } = await stage.enter(boris);
    const { page: phone } = await stage.enter(boris, { viewport: { width: 390, height: 800 } });
    for (const device of [page, phone]) await badge(device).waitFor();

    // Read all at once, with what tells of signing in: both bells are silent.
    await page.getByRole('button', { name: 'Notifications' }).click();
    await page.getByText(`added you to “Team ${surname}”`).waitFor();
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    for (const device of [page, phone]) await badge(device).waitFor({ state: 'hidden' });

    for (let count = 1; count <= 40; count++) await anna.post(body.chatId, `line ${count}`);
    await anna.post(body.chatId, `@${boris.username}, are you there?`);
    // Of the mention, and after a while of the other lines, too.
    await badge(phone).waitFor();
    const entry = page.getByRole('button', { name: `Anna ${surname}` }).filter({ hasText: 'mentioned you' });
    await entry.getByRole('img', { name: 'New' }).waitFor();
    await entry.press('Enter');
    await bubble(page, 'are you there?').waitFor();
    expect(new URL(page.url()).pathname).toMatch(new RegExp(`^/chat/${body.chatId}`));
    await badge(phone).waitFor({ state: 'hidden' });

    // What reading the chat itself clears: a reply to him, come while nobody looked at it.
    const mine = await boris.post(body.chatId, 'I am');
    await phone.goto('/inbox');
    await phone.getByText('mentioned you').waitFor();
    await page.goto('/contacts');
    await anna.ask('POST', `/api/chats/${body.chatId}/messages`, {
      text: 'Good',
      replyTo: { seq: mine.seq },
    });
    await phone.getByText('replied to you').waitFor();
    await page.goto(`/chat/${body.chatId}`);
    await bubble(page, 'Good').waitFor();
    await phone.getByRole('img', { name: 'New' }).waitFor({ state: 'hidden' });

    // New messages of a chat that is open nowhere: one entry, gone when it is read on any device.
    const direct = await anna.openDirect(boris);
    for (const text of ['Tea?', 'Or coffee?']) await anna.post(direct.id, text);
    const news = (device: Page) =>
      device.getByRole('button', { name: `Anna ${surname}` }).filter({ hasText: '2 new messages' });
    await news(phone).filter({ hasText: 'Or coffee?' }).waitFor();
    await page.goto(`/chat/${direct.id}`);
    await bubble(page, 'Or coffee?').waitFor();
    await news(phone).waitFor({ state: 'hidden' });
  },
);

journey(
  'new messages are shown by the system once the person wants it, and go when read elsewhere',
  async (stage) => {
    const [anna, boris] = await Promise.all([stage.register('Anna'), stage.register('Boris')]);
    const chat = await anna.openDirect(boris);
    await anna.post(chat.id, 'Hello');
    const { page, context } = await stage.enter(boris, { permissions: ['notifications'] });
    await isFilled(page);
    await page.evaluate(() => {
      const told: string[] = [];
      Object.assign(globalThis, { told });
      const Shown = class extends EventTarget {
        static readonly permission = 'granted';
        static readonly requestPermission = () => Promise.resolve('granted');
        readonly #title: string;
        constructor(title: string, options: NotificationOptions) {
          super();
          this.#title = title;
          told.push(`${title}: ${options.body}`);
        }
        close() {
          told.push(`closed ${this.#title}`);
        }
      };
      Object.assign(globalThis, { Notification: Shown });
      // Where the browser can't be told while the page is closed, it is told while it is open.
      Object.assign(PushManager.prototype, { subscribe: () => Promise.reject(new Error('no service')) });
    });
    const told = () => page.evaluate(() => (globalThis as unknown as { told: string[] }).told);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'Notifications' }).click();
    await anna.post(chat.id, 'Not yet');
    // What is wanted when it comes counts: it has come.
    await page.waitForFunction(() => document.title.startsWith('(2)'));
    await page.getByRole('button', { name: 'Show notifications' }).click();
    await page.getByText(/^New messages are shown/).waitFor();
    await anna.post(chat.id, 'One');
    await expect.poll(told, { timeout: 60_000 }).toEqual(['Anna: One']);
    const { seq } = await anna.post(chat.id, 'Two');
    await expect.poll(told, { timeout: 60_000 }).toEqual(['Anna: One', 'Anna: 2 new messages\nTwo']);
    const icon = () => page.locator('link[rel=icon]').getAttribute('href');
    await expect.poll(icon, { timeout: 60_000 }).toMatch(/^data:image\/png/);
    await boris.ask('POST', `/api/chats/${chat.id}/read`, { seq });
    await expect.poll(told, { timeout: 60_000 }).toContain('closed Anna');
    await expect.poll(icon, { timeout: 60_000 }).toBe('/icons/icon.svg');
    expect(await page.title()).not.toMatch(/^\(/);
    await context.close();
  },
);

journey('of two tabs one makes a sound, and none once I want none', async (stage) => {
  const [anna, boris] = await Promise.all([stage.register('Anna'), stage.register('Boris')]);
  const chat = await anna.openDirect(boris);
  await anna.post(chat.id, 'Hello');
  const { page, context } = await stage.enter(boris, { permissions: ['notifications'] });
  await context.addInitScript(() => {
    const heard = { sounds: 0, told: [] as string[] };
    Object.assign(globalThis, { heard });
    const original = AudioContext.prototype.resume;
    AudioContext.prototype.resume = function resume() {
      heard.sounds++;
      return original.call(this);
    };
    const Shown = class extends EventTarget {
      static readonly permission = 'granted';
      static readonly requestPermission = () => Promise.resolve('granted');
      constructor(_title: string, options: NotificationOptions) {
        super();
        heard.told.push(options.body ?? '');
      }
      close() {}
    };
    Object.assign(globalThis, { Notification: Shown });
    Object.assign(PushManager.prototype, { subscribe: () => Promise.reject(new Error('no service')) });
    if (location.protocol !== 'about:') localStorage.setItem('bridges.notifications', 'on');
  });
  const other = await context.newPage();
  const tabs = [page, other];
  for (const tab of tabs) {
    await tab.goto('/settings/notifications');
    // Browsers let a page sound after the person has done something there.
    await tab.getByRole('heading', { name: 'On this device' }).click();
    await isFilled(tab);
  }
  const heard = async () => {
    const all = await Promise.all(
      tabs.map((tab) =>
        tab.evaluate(() => (globalThis as unknown as { heard: { sounds: number; told: string[] } }).heard),
      ),
    );
    return {
      sounds: all.reduce((sum, { sounds }) => sum + sounds, 0),
      told: all.flatMap(({ told }) => told).join(),
    };
  };
  const soon = { timeout: 60_000 };
  await anna.post(chat.id, 'One');
  await expect.poll(heard, soon).toEqual({ sounds: 1, told: 'One' });
  await other.getByRole('switch', { name: 'Sound' }).uncheck();
  await page.getByRole('switch', { name: 'Sound', checked: false }).waitFor();
  await anna.post(chat.id, 'Two');
  await expect.poll(heard, soon).toEqual({ sounds: 1, told: 'One,2 new messages\nTwo' });
});
