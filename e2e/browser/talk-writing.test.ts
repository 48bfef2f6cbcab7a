import type { Message } from '@bridges/contracts';
import { expect } from 'vitest';
import { bubble, composer, timeline, waitForDelivery, write, waitForCopied } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import { menuOf } from './support/message-menu.ts';
import { waitFor } from './support/wait-for.ts';

useBrowser();

journey('what I write is formatted, completed, answered, changed and taken back', async (stage) => {
  const [anna, boris, carol] = [
    await stage.register('Anna'),
    await stage.register('Boris', 'Борис'),
    await stage.register('Carol'),
  ];
  const made = await anna.ask<{ chatId: string }>('POST', '/api/groups', {
    title: 'Release 2.0',
    memberIds: [boris.id, carol.id],
  });
  const { chatId } = made.body;
  const { page } = await stage.enter(
    anna,
    { permissions: ['clipboard-read', 'clipboard-write'] },
    `/chat/${chatId}`,
  );
  const other = await stage.enter(boris, { locale: 'ru-RU' }, `/chat/${chatId}`);
  await composer(page).click();

  // Bold by key, a person and an emoji by completion, all without the mouse.
  await page.keyboard.type('now');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+b');
  expect(await composer(page).inputValue()).toBe('**now**');
  await page.keyboard.press('Control+z');
  expect(await composer(page).inputValue()).toBe('now');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+b');
  await page.keyboard.press('End');
  await page.keyboard.type(' @jhb');
  await page.getByRole('option', { name: /Борис/ }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type(':thumbsup');
  await page.getByRole('option', { name: /👍/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('see https://example.org');
  await page.keyboard.press('Enter');
  const said = `now @${boris.username} 👍 see https://example.org`;
  await waitForDelivery(page, said, 'sent');
  const first = bubble(other.page, said);
  await first.locator('strong').getByText('now').waitFor();
  await first.getByRole('button', { name: `@${boris.username}` }).waitFor();
  expect(await first.getByRole('link').getAttribute('rel')).toContain('noopener');

  // Boris answers; the quote follows the original.
  await menuOf(other.page, said, 'Ответить');
  await other.page.getByText('Ответ: Anna').waitFor();
  await other.page.keyboard.type('Согласен');
  await other.page.keyboard.press('Enter');
  const reply = bubble(page, 'Согласен');
  await reply.getByRole('button', { name: /Reply to Anna/ }).waitFor();

  // The last one of mine, by the arrow; Esc gives it up, leaving keeps it.
  await composer(page).click();
  await page.keyboard.press('ArrowUp');
  await page.getByText('Editing').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Editing').waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('later, then');
  await page.reload();
  await page.getByText('Editing').waitFor();
  expect(await composer(page).inputValue()).toBe('later, then');
  await composer(page).press('Enter');
  await bubble(other.page, 'later, then').getByText('изм.').waitFor();
  await bubble(other.page, 'Согласен').getByText('later, then').waitFor();

  // Taken back for everyone: a stub here and there, nothing of it in the quote; first undone, then meant.
  const remove = async () => {
    await menuOf(page, 'later, then', 'Delete');
    const dialog = page.getByRole('dialog', { name: 'Delete 1 message in “Release 2.0”?' });
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page
      .locator('[data-message]')
      .filter({ hasText: /^later, then/ })
      .waitFor({ state: 'detached' });
  };
  await remove();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page
    .locator('[data-message]')
    .filter({ hasText: /^later, then/ })
    .waitFor();
  await remove();
  await other.page.locator('[data-deleted="1"]').waitFor();
  await bubble(other.page, 'Согласен').getByText('Удалённое сообщение').waitFor();
  const { messages } = await boris.get<{ messages: Message[] }>(`/api/chats/${chatId}/messages`);
  expect(JSON.stringify(messages)).not.toContain('later, then');
  await timeline(page).locator('[data-deleted="1"]').waitFor();
});

journey('rich text is pasted as markdown, and code is coloured and copied', async (stage) => {
  const anna = await stage.register('Anna');
  const saved = await anna.openDirect(anna);
  const { page } = await stage.enter(
    anna,
    { permissions: ['clipboard-read', 'clipboard-write'] },
    `/chat/${saved.id}`,
  );
  await composer(page).click();
  await composer(page).evaluate((field) => {
    const data = new DataTransfer();
    data.setData('text/plain', 'Plan one two see docs evil');
    data.setData(
      'text/html',
      '<meta charset="utf-8"><h2>Plan</h2><ul><li><b>one</b></li><li><i>two</i></li></ul><p>see <a href="https://example.org/docs">docs</a> <a href="javascript:alert(1)">evil</a></p><script>alert(1)</script>',
    );
    field.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await waitFor(async () => (await composer(page).inputValue()) !== '', { what: 'the paste' });
  expect(await composer(page).inputValue()).toBe(
    '**Plan**\n\n- **one**\n- *two*\n\nsee [docs](https://example.org/docs) evil',
  );
  await composer(page).fill('');
  // What is too long for a message is offered as a file.
  await composer(page).evaluate((field) => {
    const data = new DataTransfer();
    data.setData('text/plain', 'So long a text. '.repeat(400));
    field.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await page.getByRole('button', { name: 'Remove message.txt' }).click();
  await page.getByRole('region', { name: 'To be sent' }).waitFor({ state: 'detached' });
  expect(await composer(page).inputValue()).toBe('');
  await anna.post(saved.id, '```ts\nconst a = "b"; // c\n```');
  await anna.post(saved.id, '||the butler|| did it');
  const code = page.getByRole('log').locator('pre');
  await code.locator('[data-token=keyword]').getByText('const').waitFor();
  await page.getByRole('button', { name: 'Copy code' }).click();
  await waitForCopied(page, 'const a = "b"; // c');
  await page.getByRole('button', { name: /^Hidden text/ }).click();
  await page.getByRole('button', { name: /^Hidden text/ }).waitFor({ state: 'detached' });
  await bubble(page, 'the butler did it').waitFor();

  // A composition is not sent by its Enter; with Ctrl+Enter chosen, Enter alone makes a line.
  await composer(page).click();
  await page.keyboard.type('nihongo');
  await composer(page).evaluate((field) =>
    field.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
    ),
  );
  expect(await composer(page).inputValue()).toBe('nihongo');
  await page.evaluate(() => localStorage.setItem('bridges.sendKey', 'control'));
  await page.reload();
  await composer(page).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('two');
  expect(await composer(page).inputValue()).toBe('nihongo\ntwo');
  await page.keyboard.press('Control+Enter');
  await bubble(page, 'two').waitFor();
  expect(await composer(page).inputValue()).toBe('');
});

journey('a message that can not be shown leaves the others alone', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await boris.openDirect(anna);
  await boris.post(chat.id, 'Before');
  await boris.post(chat.id, 'Poisoned');
  await boris.post(chat.id, `${'> '.repeat(1000)}${'*'.repeat(2000)}`);
  await boris.post(chat.id, '[a](javascript:alert(1)) [b](data:text/html,x) \u202egnp.exe');
  await boris.post(chat.id, `Zalgo ${'e\u0301\u0302\u0303'.repeat(160)}`);
  await boris.post(chat.id, 'After');
  const { page, context } = await stage.enter(anna);
  // A preview that no client of ours could have made.
  await context.route('**/api/chats/*/messages?*', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { messages: Array<Record<string, unknown>> };
    for (const message of body.messages) {
      if (message['text'] === 'Poisoned') message['poll'] = { question: 'x', options: null };
    }
    await route.fulfill({ response: answer, json: body });
  });
  await page.goto(`/chat/${chat.id}`);
  await page.getByText('This message can’t be shown').waitFor();
  await bubble(page, 'Before').waitFor();
  await bubble(page, 'After').waitFor();
  expect(await page.getByRole('log').locator('a').count()).toBe(0);
  await write(page, 'Still alive');
  await bubble(page, 'Still alive').waitFor();
  // The page told of the error it survived, and of nothing else.
  const told = stage.problems.splice(0);
  expect(told.every((problem) => /options|map|null/.test(problem))).toBe(true);
});

journey(
  'a draft and what it answers follow me to my other device, and leave both when sent',
  async (stage) => {
    const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
    const chat = await boris.openDirect(anna);
    await boris.post(chat.id, 'Where are you?');
    const [desk, laptop] = [
      await stage.enter(anna, {}, `/chat/${chat.id}`),
      await stage.enter(anna, {}, `/chat/${chat.id}`),
    ];
    await menuOf(desk.page, 'Where are you?', 'Reply');
    await desk.page.keyboard.type('On my way');
    await laptop.page.getByText('Reply to Борис').waitFor();
    await waitFor(async () => (await composer(laptop.page).inputValue()) === 'On my way', {
      what: 'the draft on the other device',
    });
    await composer(laptop.page).press('End');
    await laptop.page.keyboard.type(', wait');
    await laptop.page.keyboard.press('Enter');
    await bubble(desk.page, 'On my way, wait').waitFor();
    await waitFor(async () => (await composer(desk.page).inputValue()) === '', {
      what: 'the draft to leave',
    });
    await desk.page.getByText('Reply to Борис').waitFor({ state: 'detached' });
  },
);
