import type { Message } from '@bridges/contracts';
import { expect } from 'vitest';
import {
  bubble,
  chatRow,
  composer,
  openChat,
  timeline,
  untilGlowing,
  waitForRest,
  write,
  waitForWritten,
  waitForCopied,
} from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import { menuOf } from './support/message-menu.ts';
import { postMany } from './support/post-many.ts';
import { waitFor } from './support/wait-for.ts';

useBrowser();

const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };

journey('reactions, a poll, pins, a forward and many at once; both sides see it', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const made = await anna.ask<{ chatId: string }>('POST', '/api/groups', {
    title: 'Release 2.0',
    memberIds: [boris.id],
  });
  const { chatId } = made.body;
  const direct = await anna.openDirect(boris);
  for (const text of ['Alpha', 'Beta', 'Gamma', 'Delta']) await anna.post(chatId, text);
  const { page } = await stage.enter(anna, clipboard, `/chat/${chatId}`);
  const other = await stage.enter(boris, { locale: 'ru-RU' }, `/chat/${chatId}`);
  await bubble(page, 'Delta').waitFor();
  await bubble(other.page, 'Delta').waitFor();

  // A reaction is seen, joined, counted, and told to whom it concerns.
  await bubble(other.page, 'Alpha').click({ button: 'right', position: { x: 12, y: 8 } });
  await other.page.getByRole('menuitem', { name: '🔥' }).click();
  const fire = bubble(page, 'Alpha').getByRole('button', { name: /^🔥 1: Борис/ });
  await fire.click();
  await bubble(other.page, 'Alpha').getByRole('button', { name: /^🔥 2/ }).waitFor();
  await bubble(page, 'Alpha').getByRole('button', { name: /^🔥 2/ }).click({ button: 'right' });
  await page.getByRole('dialog', { name: 'Who reacted' }).getByText('Борис').waitFor();
  await page.keyboard.press('Escape');

  // A poll by a command: votes, shares, the end.
  await write(page, '/poll When?');
  const form = page.getByRole('dialog', { name: 'New poll' });
  await form.getByLabel('Option 1').fill('Friday');
  await form.getByLabel('Option 2').fill('Monday');
  await form.getByRole('button', { name: 'Send' }).click();
  const poll = other.page.getByRole('group', { name: 'When?' });
  await poll.getByRole('radio', { name: 'Monday' }).click();
  await poll.getByText('100%').waitFor();
  await page.getByRole('group', { name: 'When?' }).getByText('1 person voted').waitFor();
  await menuOf(page, 'When?', 'Close the poll');
  await poll.getByText('Итоги опроса').waitFor();

  // Pins: the newest first, a click leads there and shows the one before.
  await menuOf(page, 'Beta', 'Pin');
  const bar = other.page.getByRole('region', { name: 'Закреплённые сообщения' });
  await bar.getByText('Beta').waitFor();
  await menuOf(page, 'Gamma', 'Pin');
  await bar.getByText('Закреплено 2 из 2').click();
  await bar.getByText('Закреплено 1 из 2').waitFor();
  await other.page.getByRole('button', { name: 'Все закреплённые' }).click();
  const pins = other.page.getByRole('dialog', { name: 'Закреплённые сообщения' });
  await pins.getByRole('listitem').nth(1).waitFor();
  await other.page.keyboard.press('Escape');

  // Who has read; an invitation to be reminded; what was said before.
  await menuOf(page, 'Delta', 'Seen by');
  await page.getByRole('dialog', { name: 'Seen by' }).getByText('Борис').waitFor();
  await page.keyboard.press('Escape');
  await menuOf(page, 'Delta', 'Remind me');
  await page.getByRole('dialog').getByRole('button', { name: 'Remind me' }).click();
  await page.getByText('You will be reminded').waitFor();

  // Several chosen: copied with author and time, forwarded with a word, deleted for me only.
  await menuOf(page, 'Beta', 'Select');
  await bubble(page, 'Gamma').click();
  await page.getByText('2 selected').first().waitFor();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^Anna, .+:\nBeta\nGamma$/);
  await menuOf(page, 'Beta', 'Select');
  await bubble(page, 'Gamma').click();
  await page.getByRole('button', { name: 'Forward' }).click();
  const forward = page.getByRole('dialog', { name: 'Forward 2 messages' });
  await forward.getByLabel('Борис').check();
  await forward.getByLabel('Comment (optional)').fill('Look at these');
  await forward.getByRole('button', { name: 'Forward' }).click();
  await page.getByText('Forwarded to 1 chat').waitFor();
  await chatRow(other.page, 'Anna').waitFor();
  await openChat(other.page, 'Anna');
  await bubble(other.page, 'Look at these').waitFor();
  await bubble(other.page, 'Gamma').getByText('Переслано от: Anna').waitFor();
  const there = await boris.get<{ messages: Message[] }>(`/api/chats/${direct.id}/messages`);
  expect(there.messages.map(({ text }) => text)).toEqual(['Look at these', 'Beta', 'Gamma']);

  await menuOf(page, 'Alpha', 'Select');
  await bubble(page, 'Delta').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  const remove = page.getByRole('dialog', { name: 'Delete 2 messages in “Release 2.0”?' });
  await remove.getByLabel('Delete for everyone').uncheck();
  await remove.getByRole('button', { name: 'Delete' }).click();
  await bubble(page, 'Alpha').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
  await waitFor(
    async () => {
      const mine = await anna.get<{ messages: Message[] }>(`/api/chats/${chatId}/messages`);
      return mine.messages.filter(({ kind }) => kind === 'hidden').length === 2;
    },
    { what: 'two messages to be hidden' },
  );
  const his = await boris.get<{ messages: Message[] }>(`/api/chats/${chatId}/messages`);
  expect(his.messages.map(({ text }) => text)).toContain('Alpha');
  await page.reload();
  await bubble(page, 'Beta').first().waitFor();
  await bubble(page, 'Alpha').waitFor({ state: 'detached' });

  // Silent and later.
  await composer(page).fill('Psst');
  await page.getByRole('button', { name: 'Send' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Send without sound' }).click();
  await bubble(page, 'Psst').getByRole('img', { name: 'Sent silently' }).waitFor();
  await composer(page).fill('For tomorrow');
  await page.getByRole('button', { name: 'Send' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Send later…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Schedule' }).click();
  await page.getByText('Will be sent').waitFor();
  await waitForWritten(page, '');
  await write(page, '/schedule');
  const later = page.getByRole('dialog', { name: 'Scheduled messages' });
  await later.getByText('For tomorrow').waitFor();
  await later.getByRole('button', { name: 'Send now' }).click();
  await page.keyboard.press('Escape');
  await bubble(page, 'For tomorrow').waitFor();
});

journey('a link, a quote, a date and a mention lead to their message, and back', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const made = await anna.ask<{ chatId: string }>('POST', '/api/groups', {
    title: 'Long talk',
    memberIds: [boris.id],
  });
  const { chatId } = made.body;
  await postMany(anna, chatId, 160, (number) => `Message ${number}.`);
  await boris.ask('POST', `/api/chats/${chatId}/messages`, { text: 'As said', replyTo: { seq: 12 } });
  await anna.ask('POST', `/api/chats/${chatId}/read`, { seq: 162 });

  // A permalink opens around its message, which glows for a moment, and offers the way to the newest.
  const { page } = await stage.enter(anna, clipboard);
  await untilGlowing(page, 'Message 59.', () => page.goto(`/chat/${chatId}/60`));
  await bubble(page, 'As said').waitFor({ state: 'detached' });
  await page.locator('[data-highlighted]').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'To the newest messages' }).click();
  await bubble(page, 'As said').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/chat/${chatId}`);

  // The quote leads far up, the way back leads down again.
  await waitForRest(page);
  const quote = bubble(page, 'As said').getByRole('button', { name: /^Reply to Anna/ });
  await untilGlowing(page, 'Message 11.', () => quote.click());
  const wayBack = page.getByRole('button', { name: 'Back to where you were' });
  await untilGlowing(page, 'As said', () => wayBack.click());
  await wayBack.waitFor({ state: 'detached' });

  // The date of the day leads to its first message.
  await menuOf(page, 'As said', 'Copy link');
  await waitForCopied(page, `/chat/${chatId}/162`);
  await page.goto(`/chat/${chatId}/2`);
  await bubble(page, 'Message 1.').waitFor();
  await waitForRest(page);
  await page.getByRole('button', { name: 'Today' }).first().click();
  await page.getByRole('dialog', { name: 'Jump to date' }).getByRole('button', { name: 'Show' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await waitFor(async () => (await page.getByRole('button', { name: 'Today', exact: true }).count()) <= 1, {
    what: 'one date in view',
  });

  // A mention while I read far above: a button of its own leads there.
  await boris.post(chatId, `@${anna.username} here!`);
  await page.getByRole('button', { name: '1 mention of you' }).click();
  await bubble(page, 'here!').waitFor();
  await page.getByRole('button', { name: '1 mention of you' }).waitFor({ state: 'detached' });
  await timeline(page).waitFor();
});

journey(
  'whoever is led to a message arrives there, though older ones come while she is on her way',
  async (stage) => {
    const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
    const made = await anna.ask<{ chatId: string }>('POST', '/api/groups', {
      title: 'Long talk',
      memberIds: [boris.id],
    });
    const { chatId } = made.body;
    await postMany(anna, chatId, 160, (number) => `Message ${number}.`);
    await boris.ask('POST', `/api/chats/${chatId}/messages`, { text: 'As said', replyTo: { seq: 60 } });
    await anna.ask('POST', `/api/chats/${chatId}/read`, { seq: 162 });
    // So high that the page around the message does not reach far above what is in view.
    const { page } = await stage.enter(anna, { viewport: { width: 1280, height: 1200 } }, `/chat/${chatId}`);
    await bubble(page, 'As said').waitFor();
    await waitForRest(page);

    // A page that is short of time: no frame comes until the older messages are there.
    await page.evaluate(() => {
      const frames: FrameRequestCallback[] = [];
      const request = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = (callback) => frames.push(callback);
      addEventListener('frames-come', () => {
        window.requestAnimationFrame = request;
        for (const callback of frames.splice(0)) request(callback);
      });
    });
    await bubble(page, 'As said')
      .getByRole('button', { name: /^Reply to Anna/ })
      .click();
    const row = page.locator('[data-index]').filter({ has: page.locator('[data-highlighted]') });
    await row.filter({ hasText: 'Message 59.' }).waitFor();
    await waitFor(async () => Number(await row.getAttribute('data-index')) > 50, {
      what: 'older messages above it',
    });
    await page.evaluate(() => dispatchEvent(new Event('frames-come')));
    await waitForRest(page);
    const [box, view] = [await bubble(page, 'Message 59.').boundingBox(), await timeline(page).boundingBox()];
    const middle = (of: typeof box) => (of ? of.y + of.height / 2 : 0);
    expect(Math.abs(middle(box) - middle(view))).toBeLessThan(60);
  },
);
