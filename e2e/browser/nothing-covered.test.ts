import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { chatRow, composer, searchField } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import { menuOf } from './support/message-menu.ts';

useBrowser();

// What moves is soon at its place.
const phone = { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' as const };
const desk = { ...phone, viewport: { width: 1440, height: 900 } };

const edges = (locator: Locator) =>
  locator.evaluate(async (element) => {
    const motions = document.getAnimations().filter(({ timeline }) => timeline === document.timeline);
    await Promise.all(motions.map((motion) => motion.finished.catch(() => undefined)));
    const { top, right, bottom, left } = element.getBoundingClientRect();
    return { top, right, bottom, left };
  });

/** Which of them, counted from 0, nothing lies over. */
const uncovered = (locator: Locator): Promise<number[]> =>
  locator.evaluateAll((elements) =>
    [...elements.keys()].filter((at) => {
      const { x, y, width, height } = elements[at]?.getBoundingClientRect() ?? new DOMRect();
      return width > 0 && document.elementFromPoint(x + width / 2, y + height / 2) === elements[at];
    }),
  );

async function doMeet(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [await edges(one), await edges(other)];
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

const offline = 'Waiting for network…';

/** That the network is gone is seen in one place and heard once; it lies over none of these, and moves none. */
async function isToldBeside(page: Page, read: readonly Locator[]): Promise<void> {
  const before = await Promise.all(read.map(edges));
  const shown = page.locator('[aria-hidden]').getByText(offline);
  await expect.poll(async () => (await uncovered(shown)).length, { timeout: 20_000 }).toBe(1);
  const [at = 0] = await uncovered(shown);
  const seen = shown.nth(at);
  for (const [at, one] of read.entries()) {
    expect(await doMeet(seen, one), `over ${one.toString()}`).toBe(false);
    const { top, left } = await edges(one);
    expect([top, left], one.toString()).toEqual([before[at]?.top, before[at]?.left]);
  }
  const heard = (await page.locator('body').ariaSnapshot()).split(offline).length - 1;
  expect(heard, 'how often it is heard').toBe(1);
  await page.getByRole('status').filter({ hasText: offline }).waitFor();
}

for (const [place, options] of Object.entries({ phone, desk })) {
  journey(`that the network is gone is told where it hides nothing, on a ${place}`, async (stage) => {
    const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
    const chat = await boris.openDirect(anna);
    const { seq } = await boris.post(chat.id, 'Meet at the third pier, by the blue door, at seven');
    await boris.ask('PUT', `/api/chats/${chat.id}/messages/${seq}/pin`);
    // More of them than there is room for.
    for (let number = 1; number <= 13; number += 1)
      await anna.ask('POST', '/api/groups', { title: `Pier ${number}`, memberIds: [] });
    const { page, context } = await stage.enter(anna, options, `/chat/${chat.id}`);
    const pinned = page.getByRole('region', { name: 'Pinned messages' });
    await pinned.getByText('third pier').waitFor();
    const title = page.getByRole('main').getByRole('heading', { name: 'Борис' });
    await page.getByRole('main').locator('header').getByText('last seen').waitFor();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await context.setOffline(true);
    await isToldBeside(page, [pinned, title, composer(page)]);

    // On a phone it lies over the header.
    await title.click();
    const info = page.getByRole('complementary', { name: 'Chat info' });
    await isToldBeside(page, [info.getByText('Борис').first()]);

    await page.goto('/settings/profile');
    await isToldBeside(page, [page.getByRole('textbox', { name: 'Name' })]);

    await page.goto('/');
    const list = page.getByRole('navigation', { name: 'Chat list' });
    await chatRow(page, 'Pier 13').waitFor();
    const pick = place === 'desk' ? [page.getByText('Choose a chat')] : [];
    await isToldBeside(page, [list, page.getByRole('tablist'), searchField(page), ...pick]);
    await context.setOffline(false);
    await page.getByText(offline).last().waitFor({ state: 'detached' });
  });
}

journey('a note is above what is written, however much that is', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await boris.openDirect(anna);
  for (const text of ['Which pier?', 'The second?', 'The third?', 'Never mind'])
    await boris.post(chat.id, text);
  const { page, context } = await stage.enter(
    anna,
    { ...phone, serviceWorkers: 'block' },
    `/chat/${chat.id}`,
  );
  await menuOf(page, 'Which pier?', 'Reply');
  await composer(page).fill('The third,\nby the blue door,\nat seven.\n\nBring\nthe keys.');
  // A note that stays until it is used: that some part did not come.
  await context.route('**/assets/EmojiPicker-*.js', (route) => route.abort());
  await page.getByRole('button', { name: 'Emoji', exact: true }).click();
  const note = page.getByRole('status').locator('> div').filter({ hasText: 'could not be loaded' });
  await note.waitFor();
  const cancel = page.getByRole('button', { name: 'Cancel reply' });
  const send = page.getByRole('button', { name: 'Send', exact: true });
  const gapOver = async (foot: Locator) => (await edges(foot)).top - (await edges(note)).bottom;
  for (const one of [composer(page), cancel, send])
    expect(await doMeet(note, one), one.toString()).toBe(false);
  expect(await gapOver(cancel)).toBeGreaterThan(0);

  // What is less high draws it down again, and so does what takes its place.
  const { bottom } = await edges(note);
  await cancel.click();
  await expect.poll(async () => (await edges(note)).bottom).toBeGreaterThan(bottom);
  expect(await gapOver(composer(page))).toBeGreaterThan(0);
  await menuOf(page, 'Which pier?', 'Select');
  const selected = page.getByRole('toolbar', { name: /selected/ });
  await selected.waitFor();
  await expect.poll(() => gapOver(selected)).toBeLessThan(32);
  expect(await gapOver(selected)).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Stop selecting' }).click();
  await composer(page).waitFor();
  await expect.poll(() => gapOver(composer(page))).toBeGreaterThan(0);
  expect(await doMeet(note, send)).toBe(false);
  const others = stage.problems.filter(
    (problem) => !/dynamically imported|could not be loaded/.test(problem),
  );
  stage.problems.splice(0, stage.problems.length, ...others);
});
