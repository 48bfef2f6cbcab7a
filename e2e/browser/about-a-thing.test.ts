import type { ContextDetails } from '@bridges/contracts';
import { ServerProcess } from '@bridges/dev-env/server-process';
import { ask } from '@bridges/dev-env/test-user';
import { afterAll, beforeAll } from 'vitest';
import { bubble, chatRow, composer, openChat, write } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';

const key = `bsk_${'k'.repeat(40)}`;
let server: ServerProcess;
beforeAll(async () => {
  server = await ServerProcess.start({ env: { SERVICE_KEYS: `shop:${key}` } });
});
afterAll(() => server?.[Symbol.asyncDispose]());
useBrowser();

journey(
  'a chat about an order shows the order as it goes, until the order is over',
  async (stage) => {
    const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
    const { page } = await stage.enter(anna);
    const card = {
      title: 'Order 123',
      status: 'Paid',
      price: '1 990 ₽',
      link: 'https://shop.example.org/orders/123',
      fields: [{ label: 'Delivery', value: 'Tomorrow' }],
    };
    const put = (body: object) =>
      ask<ContextDetails>(server.url, 'PUT', '/api/contexts/order/123', { card, ...body }, key);
    const members = [{ userId: anna.id }, { userId: boris.id, role: 'admin' }];
    const { chatId } = (await put({ members })).body;
    await openChat(page, 'Order 123');
    const about = page.getByRole('region', { name: 'What this chat is about' });
    await about.getByText('Paid').waitFor();
    await about.getByText('1 990 ₽').waitFor();
    await about.getByRole('link', { name: 'Open' }).waitFor();
    await about.getByRole('button', { name: 'Show details' }).click();
    await about.getByText('Tomorrow').waitFor();
    await write(page, 'Is it on its way?');

    // It changes while it is read.
    await put({ card: { ...card, status: 'Shipped', fields: [{ label: 'Delivery', value: 'Today' }] } });
    await about.getByText('Shipped').waitFor();
    await about.getByText('Today').waitFor();

    // Read only: what was said stays, nothing is added; open again: it goes on.
    await put({ state: 'readOnly' });
    await composer(page).waitFor({ state: 'detached' });
    await about.getByText('Read only').waitFor();
    await bubble(page, 'Is it on its way?').waitFor();
    await put({ state: 'open' });
    await write(page, 'And now?');
    await bubble(page, 'And now?').waitFor();

    // Nobody leaves or renames what belongs to the shop.
    await page.goto(`/chat/${chatId}/info`);
    await page.getByRole('heading', { name: /^Members/ }).waitFor();
    for (const name of ['Leave group', 'Delete group', 'Invite links']) {
      await page.getByRole('button', { name }).waitFor({ state: 'detached' });
    }
    await ask(server.url, 'DELETE', '/api/contexts/order/123', undefined, key);
    await composer(page).waitFor({ state: 'detached' });
    await about.first().getByText('Closed').waitFor();
    await chatRow(page, 'Order 123').waitFor();
  },
  () => server.url,
);
