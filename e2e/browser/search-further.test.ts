import type { SearchPage } from '@bridges/contracts';
import { expect } from 'vitest';
import { found, openChat, searchField } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';

useBrowser();

journey(
  'a search that gives up on the way is gone on with, and says so when that takes long',
  async (stage) => {
    const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris')];
    const chat = await boris.openDirect(anna);
    const word = `lantern${Date.now()}`;
    await boris.post(chat.id, `A ${word} by the door`);
    const { page } = await stage.enter(anna);
    // As of somebody with more long messages than a page reads: so many pages without a hit before the one with it.
    let emptyPages = 3;
    let asked = 0;
    let isBroken = false;
    await page.route('**/api/search?**', async (route) => {
      const url = new URL(route.request().url());
      const at = Number(/^stop-(\d+)$/.exec(url.searchParams.get('cursor') ?? '')?.[1] ?? 0);
      asked += 1;
      if (isBroken && at > 0) return route.abort();
      url.searchParams.delete('cursor');
      const response = await route.fetch({ url: url.href });
      const answer = (await response.json()) as SearchPage;
      const empty = { ...answer, hits: [], isPartial: true, nextCursor: `stop-${at + 1}` };
      await route.fulfill({ response, json: at < emptyPages ? empty : answer });
    });
    await searchField(page).fill(word);
    await found(page, `A ${word} by the door`).waitFor();
    expect(asked).toBeGreaterThan(emptyPages);

    // A page that does not come is told, and asked for again only by who looks.
    const further = page.getByRole('button', { name: 'Look further back' });
    isBroken = true;
    asked = 0;
    await searchField(page).fill(`by ${word}`);
    await page.getByText('Nothing found so far').waitFor();
    await page.getByText('Check the network').waitFor();
    expect(asked).toBe(2);
    isBroken = false;
    await further.click();
    await found(page, `A ${word} by the door`).waitFor();

    emptyPages = 22;
    asked = 0;
    await searchField(page).fill(`a ${word}`);
    await further.waitFor();
    // It does not go on for ever by itself.
    expect(asked).toBe(21);
    await page.getByText('Nothing found so far').waitFor();
    await further.click();
    await expect.poll(() => asked).toBe(22);
    await expect.poll(() => further.isEnabled()).toBe(true);
    await further.press('Enter');
    await found(page, `A ${word} by the door`).waitFor();
    expect(await further.count()).toBe(0);
    expect(await searchField(page).evaluate((field) => field === document.activeElement)).toBe(true);
  },
);

journey('a search in a chat says that it looks further back, until there is something', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris')];
  const chat = await boris.openDirect(anna);
  const word = `lantern${Date.now()}`;
  await boris.post(chat.id, `A ${word} by the door`);
  const { page } = await stage.enter(anna);
  await openChat(page, 'Boris');
  const mayGoOn = Promise.withResolvers<void>();
  await page.route('**/api/search?**', async (route) => {
    const url = new URL(route.request().url());
    const isFurther = url.searchParams.has('cursor');
    url.searchParams.delete('cursor');
    const response = await route.fetch({ url: url.href });
    const answer = (await response.json()) as SearchPage;
    if (isFurther) await mayGoOn.promise;
    const empty = { ...answer, hits: [], isPartial: true, nextCursor: 'further' };
    await route.fulfill({ response, json: isFurther ? answer : empty });
  });
  await page.keyboard.press('Control+f');
  const bar = page.getByRole('search', { name: 'Search in this chat' });
  await bar.getByRole('textbox').fill(word);
  await bar.getByText('Looking back').waitFor();
  mayGoOn.resolve();
  await bar.getByText('1 of 1').waitFor();
  expect(await bar.getByText('Looking back').count()).toBe(0);
});
