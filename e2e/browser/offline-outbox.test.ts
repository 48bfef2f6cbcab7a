import type { Message } from '@bridges/contracts';
import { expect } from 'vitest';
import { bubble, composer, waitForDelivery, write, waitForCopied } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';

useBrowser();

journey('what I write offline goes out in order, once, also after a reload', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await anna.openDirect(boris);
  const { page, context } = await stage.enter(anna, {}, `/chat/${chat.id}`);
  const other = await stage.enter(boris, {}, `/chat/${chat.id}`);
  await composer(page).waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

  await context.setOffline(true);
  const texts = ['Первое в метро', 'Second in the tunnel', 'Третье, 🚇'];
  for (const text of texts) await write(page, text);
  for (const text of texts) await waitForDelivery(page, text, 'waiting');
  await page.getByText('Waiting for network…').first().waitFor();
  await page.reload();
  for (const text of texts) await waitForDelivery(page, text, 'waiting');
  expect(await bubble(other.page, texts[0] ?? '').count()).toBe(0);

  await context.setOffline(false);
  await bubble(other.page, 'Третье, 🚇').waitFor();
  for (const text of texts) await waitForDelivery(page, text, 'read');
  const { messages } = await anna.get<{ messages: Message[] }>(`/api/chats/${chat.id}/messages`);
  expect(messages.map(({ text }) => text)).toEqual(texts);
});

journey('a refused message says so, and can be retried, copied or deleted', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await anna.openDirect(boris);
  const { page, context } = await stage.enter(anna, { permissions: ['clipboard-read', 'clipboard-write'] });
  // The line refuses two sends on the server's behalf; all else goes through.
  let refusals = 2;
  await context.routeWebSocket(/\/ws/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((data) => {
      const command = JSON.parse(String(data)) as { id: number; do: string };
      if (command.do !== 'send' || refusals === 0) return server.send(data);
      refusals -= 1;
      const error = { code: 'messages.not_allowed', message: 'No.', isRetryable: false };
      socket.send(JSON.stringify({ re: command.id, error }));
    });
  });
  await page.goto(`/chat/${chat.id}`);
  await write(page, 'Doomed');
  await waitForDelivery(page, 'Doomed', 'failed');
  await write(page, 'Second chance');
  await waitForDelivery(page, 'Second chance', 'failed');

  const menuOf = (text: string) =>
    page
      .getByRole('listitem')
      .filter({ hasText: text })
      .getByRole('button', { name: /^Not sent/ });
  await menuOf('Doomed').click();
  await page.getByRole('menuitem', { name: 'Copy text' }).click();
  await waitForCopied(page, 'Doomed');
  await menuOf('Doomed').click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await bubble(page, 'Doomed').waitFor({ state: 'detached' });
  await menuOf('Second chance').click();
  await page.getByRole('menuitem', { name: 'Retry' }).click();
  await waitForDelivery(page, 'Second chance', 'sent');
  const { messages } = await anna.get<{ messages: Message[] }>(`/api/chats/${chat.id}/messages`);
  expect(messages.map(({ text }) => text)).toEqual(['Second chance']);
});
