import type { SearchPage } from '@bridges/contracts';
import { ServerProcess } from '@bridges/dev-env/server-process';
import type { TestUser } from '@bridges/dev-env/test-user';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import {
  bubble,
  chatRow,
  composer,
  found,
  openChat,
  searchField,
  waitForWritten,
} from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import type { Stage } from './support/stage.ts';
import { waitFor } from './support/wait-for.ts';

useBrowser();

/** One of its own, whose messages can be moved into the past. */
let server: ServerProcess;
beforeAll(async () => {
  server = await ServerProcess.start();
});
afterAll(() => server?.[Symbol.asyncDispose]());

/** As if a chat had been written in a month ago. */
async function moveToLastMonth(chatId: string): Promise<void> {
  const ago = `update messages set created_at = created_at - interval '1 month' where chat_id = $1`;
  await server.query('messages', ago, [chatId]);
  const again = 'insert into message_search_queue (chat_ids, block_no) values (array[$1::uuid], 0)';
  await server.query('messages', again, [chatId]);
}

/** What is posted can be found a moment later. */
const untilFound = (user: TestUser, words: string, count = 1) =>
  waitFor(
    async () => {
      const { hits } = await user.get<SearchPage>(`/api/search?q=${encodeURIComponent(words)}`);
      return hits.length >= count;
    },
    { what: `“${words}” in the index`, withinMs: 30_000 },
  );
/** What lies between, in no particular order. */
async function fill(user: TestUser, chatId: string, count: number): Promise<void> {
  for (let at = 0; at < count; at += 10)
    await Promise.all(Array.from({ length: 10 }, (_, place) => user.post(chatId, `Filling ${at + place}.`)));
}
/** Waits for a message to glow after this. It glows for two seconds: who looks must look already. */
async function untilGlowing(page: Page, text: string, act: () => Promise<void>): Promise<void> {
  await Promise.all([glowing(page, text).waitFor(), act()]);
}
const glowing = (page: Page, text: string) => page.locator('[data-highlighted]').filter({ hasText: text });
/** Waits until this is marked in what was found: what was typed before the last letter has answers, too. */
const waitForMarked = (hit: Locator, words: string) =>
  waitFor(async () => (await hit.locator('mark').allTextContents()).join() === words, {
    what: `“${words}” to be marked`,
  });
const markedWords = (page: Page) =>
  page.evaluate(() => {
    const marked = (name: string) => [...((CSS.highlights.get(name) ?? []) as Iterable<Range>)];
    return [...marked('found'), ...marked('found-current')].map(String);
  });
/** Waits until this stands in the search field. */
const waitForLookedFor = (page: Page, words: string) =>
  waitFor(async () => (await searchField(page).inputValue()).trim() === words, {
    what: `“${words}” in the search field`,
  });
const inChat = (page: Page) => page.getByRole('textbox', { name: 'Search in this chat' });

journey(
  'half a word in the wrong layout finds what was written last month, by keys alone',
  walkToLastMonth,
  () => server.url,
);

async function walkToLastMonth(stage: Stage): Promise<void> {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await boris.openDirect(anna);
  await boris.post(chat.id, 'Первое в этом чате');
  await boris.post(chat.id, '**Договор** аренды подписан, ключи у консьержа');
  await fill(boris, chat.id, 110);
  await moveToLastMonth(chat.id);
  await boris.post(chat.id, 'The newest');
  await untilFound(anna, 'договор before:7d');
  const { page } = await stage.enter(anna);
  await chatRow(page, 'Борис').waitFor();

  await page.keyboard.press('Control+Shift+f');
  await page.keyboard.type('ljujd');
  const hit = found(page, 'аренды подписан');
  await hit.waitFor();
  await waitForMarked(hit, 'Догов');
  await page.keyboard.press('ArrowDown');
  await untilGlowing(page, 'аренды подписан', () => page.keyboard.press('Enter'));
  // With what was said before it and after.
  await bubble(page, 'Первое в этом чате').waitFor();
  await bubble(page, 'Filling').first().waitFor();
  await waitFor(async () => (await markedWords(page)).includes('Догов'), { what: 'the word to be marked' });
  await glowing(page, 'аренды подписан').waitFor({ state: 'detached' });

  // Back to the newest; and the same hit, still there, leads to its place again.
  await page.getByRole('button', { name: /new messages$/ }).press('Enter');
  await bubble(page, 'The newest').waitFor();
  await bubble(page, 'аренды подписан').waitFor({ state: 'detached' });
  await searchField(page).focus();
  await untilGlowing(page, 'аренды подписан', () => page.keyboard.press('Enter'));

  // There is more than a page of it: scrolling brings the rest.
  await searchField(page).fill('filling');
  await found(page, 'Filling').first().waitFor();
  await waitFor(
    async () => {
      await found(page, 'Filling').last().scrollIntoViewIfNeeded();
      return (await found(page, 'Filling').count()) === 110;
    },
    { what: 'all pages', withinMs: 60_000 },
  );
  await searchField(page).fill('ljujd');
  await hit.waitFor();

  // What led somewhere is remembered, until it is cleared.
  await searchField(page).focus();
  await page.keyboard.press('Escape');
  const recent = page.getByRole('group', { name: 'Recent searches' });
  await recent.getByRole('option', { name: 'ljujd' }).waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await hit.waitFor();
  await waitForLookedFor(page, 'ljujd');
  await page.keyboard.press('Escape');
  await recent.getByRole('button', { name: 'Clear' }).click();
  await recent.waitFor({ state: 'detached' });
  await searchField(page).focus();
  await page.keyboard.press('Escape');
  await chatRow(page, 'Борис').waitFor();
}

journey('filters are written or chosen, and shown as chips', async (stage) => {
  const [anna, boris, carol] = [
    await stage.register('Anna'),
    await stage.register('Boris', 'Борис'),
    await stage.register('Carol'),
  ];
  const [first, second] = [await boris.openDirect(anna), await carol.openDirect(anna)];
  await boris.post(first.id, 'The invoice is at https://bridges.example/invoice');
  await carol.post(second.id, 'No invoice yet');
  await untilFound(anna, 'invoice', 2);
  const { page } = await stage.enter(anna);
  await chatRow(page, 'Carol').waitFor();

  await searchField(page).fill('invoice');
  await found(page, 'No invoice yet').waitFor();
  await found(page, 'The invoice is at').waitFor();
  await page.keyboard.type(` from:${carol.username} `);
  await page.getByRole('button', { name: 'Remove the filter “From: Carol”' }).waitFor();
  await waitForLookedFor(page, 'invoice');
  await found(page, 'The invoice is at').waitFor({ state: 'detached' });
  await found(page, 'No invoice yet').waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.press('Backspace');
  await found(page, 'The invoice is at').waitFor();

  // Chosen: a kind of content, then a person by a part of her name.
  await page.keyboard.press('Escape');
  await page.getByRole('option', { name: 'Links' }).click();
  await found(page, 'The invoice is at').waitFor();
  await page.keyboard.type('from:cfro');
  await page.getByRole('option', { name: `Carol @${carol.username}` }).waitFor({ state: 'detached' });
  for (let key = 0; key < 3; key += 1) await page.keyboard.press('Backspace');
  await page.getByRole('option', { name: `Carol @${carol.username}` }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove the filter “From: Carol”' }).waitFor();
  await page.getByText('Nothing found with these filters').waitFor();
  await page.getByRole('button', { name: 'Remove the filters' }).click();

  // What is looked for is in the address, and survives a reload.
  await searchField(page).fill('invoice has:link ');
  await found(page, 'The invoice is at').waitFor();
  await page.waitForURL(/\/search\?q=has.*invoice/);
  await page.reload();
  await found(page, 'The invoice is at').waitFor();
  await page.getByRole('button', { name: 'Remove the filter “Links”' }).click();
  await found(page, 'No invoice yet').waitFor();

  // Where alone is no question yet.
  await searchField(page).fill('');
  await page.keyboard.type('in:crl');
  await page.getByRole('option', { name: 'Carol', exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Now write what to look for').waitFor();
  await page.keyboard.type('invoice');
  await found(page, 'No invoice yet').waitFor();
  await found(page, 'The invoice is at').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Remove the filter “In: Carol”' }).click();

  // A filter that says nothing is told by name.
  await searchField(page).fill('invoice has:cake ');
  await page.getByText('“has:cake” is not understood.').waitFor();
  await searchField(page).fill('zzqqxxyy');
  await page.getByText('Nothing found for “zzqqxxyy”').waitFor();
});

journey(
  'the switcher opens by its key in every layout and finds whom one has no chat with',
  async (stage) => {
    const tag = String(Date.now()).slice(-7);
    const [anna, boris] = [
      await stage.register('Anna'),
      await stage.register('Boris', `Дмитрий ${tag}`),
      await stage.register('Carol', `Елизавета ${tag}`),
    ];
    await boris.openDirect(anna);
    const { page } = await stage.enter(anna);
    await searchField(page).waitFor();
    // The key that is K in English writes л in Russian.
    await page.evaluate(() => {
      const key = { key: 'л', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new KeyboardEvent('keydown', key));
    });
    // At once, when its code is not even there: nothing that is typed is lost.
    await page.keyboard.type(`tkbpfdtnf ${tag}`);
    const field = page.getByRole('combobox', { name: 'Go to' });
    await field.waitFor();
    await waitFor(async () => (await field.inputValue()) === `tkbpfdtnf ${tag}`, {
      what: 'all that was typed',
    });
    // At once: what was found is opened when it comes.
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `Елизавета ${tag}` }).waitFor();
    await field.waitFor({ state: 'detached' });

    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.keyboard.type('zzzqqq');
    await page.getByText('Nobody and nothing of this name').waitFor();
    await page.getByRole('option', { name: 'Search messages for “zzzqqq”' }).click();
    await page.getByText('Nothing found for “zzzqqq”').waitFor();
    await waitForLookedFor(page, 'zzzqqq');
  },
);

journey('what is typed while the code of it is on its way counts, Enter too', async (stage) => {
  const tag = String(Date.now()).slice(-7);
  const [anna, boris, carol] = [
    await stage.register('Anna'),
    await stage.register('Boris', `Борис ${tag}`),
    await stage.register('Carol', `Carol ${tag}`),
  ];
  const chat = await boris.openDirect(anna);
  await boris.post(chat.id, 'Ключи у консьержа');
  // The latest is the first of those who fit alike.
  await carol.post((await carol.openDirect(anna)).id, 'Hello');
  await untilFound(anna, 'консьерж');
  /** Somebody at the list of chats, where a part of the code does not come until the returned function is called. */
  const enterWithout = async (part: string) => {
    // Not in the client yet: nothing of it is loaded.
    const { page } = await stage.enter(anna, {}, '/api/me');
    const [isAsked, mayCome] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await page.route(`**/${part}-*.js`, async (route) => {
      isAsked.resolve();
      await mayCome.promise;
      await route.continue();
    });
    await page.goto('/');
    await chatRow(page, `Carol ${tag}`).waitFor();
    // Before anybody wants it.
    await isAsked.promise;
    return { page, letCome: () => mayCome.resolve() };
  };

  const first = await enterWithout('Switcher');
  await first.page.keyboard.press('Control+k');
  // Letters that are on none of its keys are inserted, as input methods and pickers of emoji do it.
  await first.page.keyboard.type(`борис ${tag}`);
  await first.page.keyboard.press('Enter');
  first.letCome();
  await first.page.getByRole('heading', { name: `Борис ${tag}` }).waitFor();
  await first.page.getByRole('combobox', { name: 'Go to' }).waitFor({ state: 'detached' });

  // What is typed after Enter takes it back, and an arrow leads past the first.
  const second = await enterWithout('Switcher');
  await second.page.keyboard.press('Control+k');
  await second.page.keyboard.type('zz');
  await second.page.keyboard.press('Enter');
  await second.page.keyboard.press('Backspace');
  await second.page.keyboard.press('Backspace');
  await second.page.keyboard.type(tag);
  await second.page.keyboard.press('ArrowDown');
  second.letCome();
  await second.page
    .getByRole('option', { selected: true })
    .filter({ hasText: `Борис ${tag}` })
    .waitFor();
  await second.page.keyboard.press('Enter');
  await second.page.getByRole('heading', { name: `Борис ${tag}` }).waitFor();

  const third = await enterWithout('SearchPanel');
  await third.page.keyboard.press('Control+Shift+f');
  await third.page.keyboard.type('rjycmth');
  await third.page.keyboard.press('Enter');
  third.letCome();
  await bubble(third.page, 'Ключи у консьержа').waitFor();
  await waitFor(async () => (await markedWords(third.page)).includes('консьер'), {
    what: 'the word to be marked',
  });
});

journey('in one chat: next, previous, and the words marked', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await boris.openDirect(anna);
  await boris.post(chat.id, 'Bridge number one');
  await fill(boris, chat.id, 60);
  await boris.post(chat.id, 'Bridge number two');
  await fill(boris, chat.id, 60);
  await boris.post(chat.id, 'Bridge number three');
  await untilFound(anna, 'bridge', 3);
  const { page } = await stage.enter(anna);
  await openChat(page, 'Борис');

  // Typed at once, while the search is still being loaded: nothing of it lands in the message.
  await page.keyboard.press('Control+f');
  await page.keyboard.type('bridge');
  await inChat(page).waitFor();
  expect(await composer(page).inputValue()).toBe('');
  await page.getByText('1 of 3').waitFor();
  await bubble(page, 'Bridge number three').waitFor();
  await waitFor(async () => (await markedWords(page)).includes('Bridge'), { what: 'the word to be marked' });
  await page.keyboard.press('Enter');
  await page.getByText('2 of 3').waitFor();
  await bubble(page, 'Bridge number two').waitFor();
  await page.keyboard.press('F3');
  await page.getByText('3 of 3').waitFor();
  await bubble(page, 'Bridge number one').waitFor();
  await page.keyboard.press('Shift+Enter');
  await page.getByText('2 of 3').waitFor();
  await page.keyboard.press('Shift+F3');
  await page.getByText('1 of 3').waitFor();
  await bubble(page, 'Bridge number three').waitFor();
  // From an end to the other, both ways.
  await page.keyboard.press('Shift+Enter');
  await page.getByText('3 of 3').waitFor();
  await bubble(page, 'Bridge number one').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('1 of 3').waitFor();
  await page.getByTitle('3 messages found', { exact: true }).waitFor();

  // More than are held at a time: the total is told all the same, and the oldest is one key away.
  await page.keyboard.press('Control+f');
  await inChat(page).fill('filling');
  await page.getByText('1 of 99+').waitFor();
  await inChat(page).fill('filling 1');
  await page.getByTitle('2 messages found', { exact: true }).waitFor();
  await inChat(page).fill('bridge');
  await page.getByText('1 of 3').waitFor();

  await page.getByRole('button', { name: 'Search in all chats' }).click();
  await found(page, 'Bridge number one').waitFor();
  await inChat(page).waitFor({ state: 'detached' });
  await waitForLookedFor(page, 'bridge');
  await composer(page).waitFor();
});

journey('an older answer is dropped, and one that does not come is told with a way on', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await boris.openDirect(anna);
  await boris.post(chat.id, 'A lighthouse and a lightning');
  await untilFound(anna, 'lighthouse');
  const { page } = await stage.enter(anna);
  await chatRow(page, 'Борис').waitFor();
  const asked: string[] = [];
  let late: (() => Promise<void>) | undefined;
  let isBroken = false;
  await page.route('**/api/search?**', async (route) => {
    const words = new URL(route.request().url()).searchParams.get('q') ?? '';
    asked.push(words);
    if (isBroken) return route.abort();
    if (words !== 'lig') return route.continue();
    // The first question's answer waits until the second's is shown.
    late = () => route.continue().catch(() => undefined);
  });
  await searchField(page).fill('lig');
  await waitFor(() => late !== undefined, { what: 'the first question' });
  // Typed in one go, however slow the machine: asked once, after a pause.
  await searchField(page).evaluate((field: HTMLInputElement) => {
    for (const letter of 'htning') {
      field.setRangeText(letter, field.value.length, field.value.length, 'end');
      field.dispatchEvent(new InputEvent('input', { bubbles: true, data: letter }));
    }
  });
  const hit = found(page, 'A lighthouse and a lightning');
  await waitForMarked(hit, 'lightning');
  await late?.();
  expect(asked).toEqual(['lig', 'lightning']);
  await waitForMarked(hit, 'lightning');

  isBroken = true;
  await searchField(page).fill('lighthouse');
  await page.getByText('The search did not work').waitFor();
  await page.getByText('Check the network').waitFor();
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await hit.waitFor();

  await page.unroute('**/api/search?**');
  await page.route('**/api/search?**', (route) =>
    route.fulfill({ status: 503, json: { error: { code: 'messages.search_too_slow', message: 'No.' } } }),
  );
  await searchField(page).fill('lightnin');
  await page.getByText('Add a word or a filter, or try again in a moment.').waitFor();

  // Where there is no more to be told, it is told in one sentence.
  await page.unroute('**/api/search?**');
  await page.route('**/api/search?**', (route) =>
    route.fulfill({ status: 500, json: { error: { code: 'http.internal', message: 'No.' } } }),
  );
  await searchField(page).fill('lightning');
  const problem = page.getByRole('alert').filter({ hasText: 'The search did not work' });
  await problem.waitFor();
  expect(await problem.textContent()).toBe('The search did not workTry again');
  expect(await page.getByText('That didn’t work').count()).toBe(0);
});

journey('a mistyped name finds people and groups', async (stage) => {
  const tag = String(Date.now()).slice(-6);
  const [anna, boris] = [
    await stage.register('Anna'),
    await stage.register('Boris', `Аристарх Воронцов ${tag}`),
  ];
  await boris.ask('POST', '/api/groups', {
    title: `Филателисты ${tag}`,
    isPublic: true,
    handle: `stamps-${tag}`,
    memberIds: [],
  });
  const chat = await boris.openDirect(anna);
  await boris.post(chat.id, 'Who is who');
  const { page } = await stage.enter(anna);
  // By the same rules whoever is mentioned.
  await openChat(page, `Аристарх Воронцов ${tag}`);
  await composer(page).click();
  await page.keyboard.type('@аритсарх');
  await page.getByRole('option', { name: `Аристарх Воронцов ${tag} @${boris.username}` }).waitFor();
  await page.keyboard.press('Tab');
  await waitForWritten(page, `@${boris.username} `);
  await composer(page).fill('');
  await searchField(page).fill(`аритсарх ${tag}`);
  await found(page, `Аристарх Воронцов ${tag}`).waitFor();
  await searchField(page).fill(`filatelsity ${tag}`);
  await found(page, `Филателисты ${tag}`).waitFor();
  await searchField(page).press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `Филателисты ${tag}` }).waitFor();
});

journey('on a phone what was found is still there after Back', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await boris.openDirect(anna);
  await boris.post(chat.id, 'Ключи у консьержа');
  await untilFound(anna, 'консьерж');
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const { page } = await stage.enter(anna, phone);
  await chatRow(page, 'Борис').waitFor();
  await searchField(page).fill('консьерж');
  await found(page, 'Ключи у').waitFor();
  // The keyboard's key for it opens nothing by itself.
  await page.keyboard.press('Enter');
  await found(page, 'Ключи у').tap();
  await bubble(page, 'Ключи у консьержа').waitFor();
  await page.goBack();
  await found(page, 'Ключи у').waitFor();
  await waitForLookedFor(page, 'консьерж');
  await page.getByRole('button', { name: 'Close search' }).tap();
  await chatRow(page, 'Борис').waitFor();
});
