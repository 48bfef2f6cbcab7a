import { createECDH, randomBytes } from 'node:crypto';
import type { NotificationPage } from '@bridges/contracts';
import { ServerProcess } from '@bridges/dev-env/server-process';
import { TelegramServer } from '@bridges/dev-env/telegram-server';
import type { TestUser } from '@bridges/dev-env/test-user';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { bubble } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import { waitFor } from './support/wait-for.ts';

useBrowser();

let telegram: TelegramServer;
let server: ServerProcess;

beforeAll(async () => {
  telegram = await TelegramServer.start();
  server = await ServerProcess.start({ env: telegram.env });
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await telegram?.stop();
});

const url = () => server.url;
const soon = { timeout: 60_000 };
const settings = '/settings/notifications';
const channelsOf = async (user: TestUser) =>
  (
    await user.get<{ channels: Record<string, { isReady: boolean; isOn: boolean; delaySeconds: number }> }>(
      '/api/notifications/settings',
    )
  ).channels;

/** The bot's link out of the open dialog, as the phone's camera would read it. */
async function scanned(page: Page): Promise<string> {
  await page.getByRole('img', { name: 'QR code' }).waitFor();
  const href = await page.getByRole('link', { name: 'Open Telegram' }).getAttribute('href');
  return new URL(href ?? '').searchParams.get('start') ?? '';
}

journey(
  'I link Telegram by its code, am told there, answer from there, and see why',
  async (stage) => {
    const [anna, boris] = await Promise.all([stage.register('Anna'), stage.register('Boris')]);
    const chat = await boris.openDirect(anna);
    const { page } = await stage.enter(anna, {}, settings);
    await page.getByRole('button', { name: 'Link Telegram' }).click();
    const phone = telegram.account('Anna K.', { username: 'anna_k' });
    phone.start(await scanned(page));
    await page.getByText('Linked: Anna K. (@anna_k)').waitFor();
    await phone.sees(({ text }) => text.startsWith('Linked'), 'that it is linked');

    const delay = page.getByRole('combobox', { name: /^Notify after/ });
    await delay.selectOption({ label: 'At once' });
    await expect.poll(async () => (await channelsOf(anna)).telegram?.delaySeconds, soon).toBe(0);
    await page.getByRole('button', { name: 'Send me a test: Telegram' }).click();
    await page.getByText('Sent. It should be there in a moment.').waitFor();

    await boris.post(chat.id, 'Are you there?');
    const told = await phone.sees(({ text }) => text.includes('Are you there?'), 'the message', 30_000);
    phone.reply(told, 'On my way');
    // Reading the chat in the page before that would take back what she answers.
    await expect.poll(() => [...phone.reactions.values()], soon).toEqual(['👌']);
    await page.goto(`/chat/${chat.id}`);
    await bubble(page, 'On my way').waitFor();
    await bubble(page, 'Are you there?').first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Why was I (not) told?' }).click();
    const why = page.getByRole('dialog', { name: 'Why was I (not) told?' });
    await why.getByRole('listitem').filter({ hasText: 'Telegram' }).filter({ hasText: 'Told' }).waitFor();
    await page.keyboard.press('Escape');
    // What she answered was read: it stays above her answer, with nothing more to press.
    await phone.sees(
      ({ message_id, buttons }) => message_id === told.message_id && buttons.length === 0,
      'that it was read',
      30_000,
    );

    await page.goto(settings);
    await page.getByRole('button', { name: 'Unlink' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
    await page.getByRole('button', { name: 'Link Telegram' }).waitFor();
    await phone.sees(({ text }) => text.startsWith('Telegram was unlinked'), 'that it is over');
  },
  url,
);

journey(
  'I choose quiet hours and steps; they stay, and speak my language',
  async (stage) => {
    const anna = await stage.register('Anna');
    const { page } = await stage.enter(anna, { locale: 'ru-RU', timezoneId: 'Asia/Yekaterinburg' }, settings);
    await page.getByRole('switch', { name: 'В эти часы ничего не сообщать' }).check();
    await page.getByLabel('До', { exact: true }).fill('08:30');
    await page.getByRole('switch', { name: 'Telegram' }).uncheck();
    const stored = () => anna.get<Record<string, unknown>>('/api/notifications/settings');
    await expect.poll(stored, soon).toMatchObject({
      quietHours: { from: '22:00', to: '08:30' },
      timeZone: 'Asia/Yekaterinburg',
      locale: 'ru',
      channels: { telegram: { isOn: false } },
    });
    await page.reload();
    await page.getByLabel('До', { exact: true }).waitFor();
    expect(await page.getByLabel('До', { exact: true }).inputValue()).toBe('08:30');
    expect(await page.getByRole('switch', { name: 'Telegram' }).isChecked()).toBe(false);
    await page.getByText('На этом сервере не настроено.').waitFor();
  },
  url,
);

journey(
  'my browser is subscribed after a press of mine; a push is shown, and goes when it is read elsewhere',
  async (stage) => {
    const [anna, boris] = await Promise.all([stage.register('Anna'), stage.register('Boris')]);
    const chat = await boris.openDirect(anna);
    const keys = createECDH('prime256v1');
    const fake = {
      endpoint: `https://push.example.net/${randomBytes(16).toString('hex')}`,
      p256dh: keys.generateKeys('base64url'),
      auth: randomBytes(16).toString('base64url'),
    };
    const { page, context } = await stage.enter(anna, { permissions: ['notifications'] }, settings);
    await page.addInitScript(() => {
      const ask = Notification.requestPermission.bind(Notification);
      Object.assign(globalThis, { timesAsked: 0 });
      Notification.requestPermission = () => {
        (globalThis as unknown as { timesAsked: number }).timesAsked++;
        return ask();
      };
    });
    await page.reload();
    await page.getByRole('button', { name: 'Show notifications' }).waitFor();
    const timesAsked = () =>
      page.evaluate(() => (globalThis as unknown as { timesAsked: number }).timesAsked);
    expect(await timesAsked()).toBe(0);
    // Chromium has no push service here: what it would answer.
    await page.evaluate(({ endpoint, ...secrets }) => {
      let isOn = false;
      const subscription = {
        endpoint,
        options: { applicationServerKey: null },
        toJSON: () => ({ endpoint, keys: secrets }),
        unsubscribe: async () => !(isOn = false),
      };
      Object.assign(PushManager.prototype, {
        getSubscription: async () => (isOn ? subscription : null),
        subscribe: async (options: { applicationServerKey: string; userVisibleOnly: boolean }) => {
          if (!options.userVisibleOnly || options.applicationServerKey.length < 80) throw new Error('no');
          isOn = true;
          return subscription;
        },
      });
    }, fake);
    await page.getByRole('button', { name: 'Show notifications' }).click();
    await page.getByText('Your browsers are told, also when Bridges is closed.').waitFor();
    expect((await channelsOf(anna)).push?.isReady).toBe(true);
    expect(await timesAsked()).toBe(1);

    // The worker gets what the push service would bring.
    const session = await context.newCDPSession(page);
    const registered = new Promise<string>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [registration] = registrations;
        if (registration) resolve(registration.registrationId);
      });
    });
    await session.send('ServiceWorker.enable');
    const registrationId = await registered;
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const deliver = (payload: object) =>
      session.send('ServiceWorker.deliverPushMessage', {
        origin: server.url,
        registrationId,
        data: JSON.stringify(payload),
      });
    // Chromium forgets a notification that is asked for while it puts it up: asked for is what is up.
    const [worker] = context.serviceWorkers();
    if (!worker) throw new Error('Playwright sees no service worker.');
    await worker.evaluate(() => {
      const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
      const show = registration.showNotification.bind(registration);
      Object.assign(globalThis, { timesShown: 0 });
      registration.showNotification = async (...what) => {
        await show(...what);
        (globalThis as unknown as { timesShown: number }).timesShown++;
      };
    });
    const timesShown = () =>
      worker.evaluate(() => (globalThis as unknown as { timesShown: number }).timesShown);
    const shown = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
      });
    const { seq } = await boris.post(chat.id, 'Hello');
    const told = {
      type: 'messages',
      id: crypto.randomUUID(),
      chatId: chat.id,
      seq,
      title: 'Boris',
      body: 'Hello',
      count: 1,
      unreadTotal: 1,
      path: `/chat/${chat.id}/${seq}`,
    };
    await deliver(told);
    await expect.poll(timesShown, soon).toBe(1);
    await expect.poll(shown, soon).toEqual([{ title: 'Boris', body: 'Hello', tag: `chat:${chat.id}` }]);
    await anna.ask('POST', `/api/chats/${chat.id}/read`, { seq });
    await expect.poll(shown, soon).toEqual([]);
    // What the inbox tells of goes when it is read there.
    let entryId: string | undefined;
    const isThere = async () => {
      const { notifications } = await anna.get<NotificationPage>('/api/notifications');
      entryId = notifications.find(({ readAt }) => readAt === null)?.id;
      return entryId !== undefined;
    };
    await waitFor(isThere, { what: 'an entry of the inbox' });
    const entry = { type: 'entry', title: 'A new sign-in', body: 'Chrome', unreadTotal: 0, path: '/inbox' };
    await deliver({ ...entry, id: crypto.randomUUID(), entryId });
    await expect.poll(timesShown, soon).toBe(2);
    await expect.poll(shown, soon).toMatchObject([{ title: 'A new sign-in', tag: `entry:${entryId}` }]);
    await anna.ask('POST', '/api/notifications/read-all');
    await expect.poll(shown, soon).toEqual([]);

    await page.getByRole('button', { name: 'Stop showing notifications' }).click();
    await page.getByRole('button', { name: 'Show notifications' }).waitFor();
    await expect.poll(async () => (await channelsOf(anna)).push?.isReady, soon).toBe(false);
  },
  url,
);
