import type { Message } from '@bridges/contracts';
import { ServerProcess } from '@bridges/dev-env/server-process';
import { afterAll, beforeAll, expect } from 'vitest';
import { bubble, composer, waitForDelivery, write, waitForWritten } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';

let server: ServerProcess;
beforeAll(async () => {
  server = await ServerProcess.start();
});
afterAll(() => server[Symbol.asyncDispose]());
useBrowser();

const url = () => server.url;

journey(
  'the server is killed while I type: nothing is lost, nothing is doubled',
  async (stage) => {
    const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
    const chat = await anna.openDirect(boris);
    await anna.post(chat.id, 'Начнём');
    const { page } = await stage.enter(anna, {}, `/chat/${chat.id}`);
    const other = await stage.enter(boris, { locale: 'ru-RU' }, `/chat/${chat.id}`);
    await write(page, 'Before the crash');
    await waitForDelivery(page, 'Before the crash', 'read');
    // From now on the page opens without a server.
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

    await composer(page).click();
    await page.keyboard.type('Пишу, и тут ');
    await server.end('SIGKILL');
    await page.keyboard.type('сервер падает');
    await page.keyboard.press('Enter');
    await write(page, 'Written while it was down');
    await waitForDelivery(page, 'Пишу, и тут сервер падает', 'waiting');
    await page.keyboard.type('Черновик of a draft');

    await page.reload();
    await waitForDelivery(page, 'Written while it was down', 'waiting');
    await waitForWritten(page, 'Черновик of a draft');
    await page.getByText('Connecting…').first().waitFor();

    await server.run();
    await waitForDelivery(page, 'Written while it was down', 'read');
    await bubble(other.page, 'Written while it was down').waitFor();
    await composer(page).click();
    await page.keyboard.press('Enter');
    await bubble(other.page, 'Черновик of a draft').waitFor();

    const texts = [
      'Начнём',
      'Before the crash',
      'Пишу, и тут сервер падает',
      'Written while it was down',
      'Черновик of a draft',
    ];
    const { messages } = await anna.get<{ messages: Message[] }>(`/api/chats/${chat.id}/messages`);
    expect(messages.map(({ text }) => text)).toEqual(texts);
    expect(messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    for (const one of [page, other.page]) {
      for (const text of texts) expect(await bubble(one, text).count(), text).toBe(1);
    }
  },
  url,
);
