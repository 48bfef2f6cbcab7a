import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { bubble, composer } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';

useBrowser();

journey('a long message is folded, links are links, and HTML is text', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await boris.openDirect(anna);
  await boris.post(chat.id, `Начало. ${'Очень длинное письмо. '.repeat(120)}Конец.`);
  await boris.post(
    chat.id,
    '<img src=x onerror="console.error(1)"><b>bold</b> see https://example.org/a?b=1.',
  );
  const { page } = await stage.enter(anna, {}, `/chat/${chat.id}`);
  const long = bubble(page, 'Начало.');
  await long.getByRole('button', { name: 'Show more' }).waitFor();
  const folded = (await long.boundingBox())?.height ?? 0;
  await long.getByRole('button', { name: 'Show more' }).click();
  await long.getByRole('button', { name: 'Show less' }).waitFor();
  expect((await long.boundingBox())?.height ?? 0).toBeGreaterThan(folded * 1.5);
  await long.getByRole('button', { name: 'Show less' }).click();
  await long.getByRole('button', { name: 'Show more' }).waitFor();
  expect((await long.boundingBox())?.height).toBe(folded);

  // Names are text, too, wherever they stand, and what turns the direction of reading ends with them.
  const evil = await stage.register('Eve', '<b>Eve</b>\u202e<img src=x onerror=alert(1)>');
  const group = await evil.ask<{ chatId: string }>('POST', '/api/groups', {
    title: '<i>Group</i><script>alert(1)</script>',
    memberIds: [anna.id],
  });
  await evil.post(group.body.chatId, 'Hello');
  await page.goto(`/chat/${group.body.chatId}/info`);
  await bubble(page, 'Hello').getByText('<b>Eve</b>').waitFor();
  await page.getByRole('complementary').getByText('<i>Group</i>').first().waitFor();
  expect(await page.locator('b, i:not([class]), img[src="x"], body script').count()).toBe(0);
  await page.goto(`/chat/${chat.id}`);

  const html = bubble(page, '<b>bold</b>');
  await html.waitFor();
  expect(await html.locator('img, b').count()).toBe(0);
  expect(await html.getByRole('link').getAttribute('href')).toBe('https://example.org/a?b=1');
});

journey('a group says how many it has, and who', async (stage) => {
  const [anna, boris, carol] = [
    await stage.register('Anna'),
    await stage.register('Boris', 'Борис'),
    await stage.register('Carol'),
  ];
  const made = await anna.ask<{ chatId: string }>('POST', '/api/groups', {
    title: 'Release 2.0',
    memberIds: [boris.id, carol.id],
  });
  const { page } = await stage.enter(boris, { locale: 'ru-RU' }, `/chat/${made.body.chatId}/info`);
  await page.getByRole('main').getByText('3 участника').waitFor();
  const info = page.getByRole('complementary');
  await info.getByRole('button', { name: /Anna.*владелец/ }).waitFor();
  await info.getByRole('button', { name: /Carol/ }).click();
  await composer(page).waitFor();
  await page.getByRole('main').getByRole('heading', { name: 'Carol' }).waitFor();
});

journey('an address that leads nowhere leads to the chats', async (stage) => {
  const { page } = await stage.enter(await stage.register('Anna'), {}, '/nothing/here');
  await page.getByText('There is nothing at this address').waitFor();
  await page.getByRole('link', { name: 'Go to chats' }).click();
  await page.getByText('Choose a chat to start messaging').waitFor();
  await page.goto(`/chat/${randomUUID()}`);
  await page.getByText('This chat doesn’t exist, or you are not in it').waitFor();
  await page.getByRole('link', { name: 'Go to chats' }).click();
  await page.getByText('Choose a chat to start messaging').waitFor();
});

journey('behind a proxy that passes no sockets a chat is read all the same, and goes on', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await boris.openDirect(anna);
  await boris.post(chat.id, 'Are you there?');
  const { page, context } = await stage.enter(anna);
  await page.getByRole('link').filter({ hasText: 'Борис' }).waitFor();
  await context.routeWebSocket(/\/ws/, (socket) => void socket.close({ code: 1011 }));
  await boris.post(chat.id, 'Hello?');
  await page.goto(`/chat/${chat.id}`);
  await bubble(page, 'Hello?').waitFor();
  const readSeq = async () => (await anna.get<{ readSeq: number }>(`/api/chats/${chat.id}`)).readSeq;
  await expect.poll(readSeq, { timeout: 60_000 }).toBe(2);
  // What comes while she looks is there with one of the next attempts to connect.
  await boris.post(chat.id, 'Good to see you');
  await bubble(page, 'Good to see you').waitFor();
  await expect.poll(readSeq, { timeout: 60_000 }).toBe(3);
});
