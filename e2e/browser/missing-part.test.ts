import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { composer, waitForWritten } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import type { Stage } from './support/stage.ts';

useBrowser();

// A worker would have all the code already.
const withoutWorker = { serviceWorkers: 'block' } as const;
const parts = /\/assets\/(Switcher|PeoplePanel|InfoColumn|PollDialog|TalkDialogs|SettingsPage)-[^/]*\.js$/;
const missing = 'That could not be loaded. Check the connection and try again.';
const switcher = (page: Page) => page.getByRole('combobox', { name: /^(Go to|Перейти)$/ });

/** From its next load on, the page gets no parts until the answer is called. */
async function withoutParts({ page, context }: { page: Page; context: BrowserContext }) {
  await context.route(parts, (route) => route.abort());
  await page.reload();
  await page.waitForLoadState('networkidle');
  return () => context.unroute(parts);
}

/** The browser tells of each part that did not come; that is what was asked for here. */
function forgiveMissing({ problems }: Stage): void {
  const others = problems.filter((problem) => !/could not be loaded|dynamically imported/.test(problem));
  problems.splice(0, problems.length, ...others);
}

async function toldOnce(page: Page, text: string): Promise<void> {
  await page.getByText(text).waitFor();
  expect(await page.getByText(text).count()).toBe(1);
  await page
    .getByRole('button', { name: /^(Close|Закрыть)$/ })
    .last()
    .click();
  await page.getByText(text).waitFor({ state: 'detached' });
}

journey('a part that can’t be loaded is told of, and everything else stays', async (stage) => {
  const anna = await stage.register('Anna');
  const chat = await anna.openDirect(anna);
  const { page, context } = await stage.enter(anna, withoutWorker, `/chat/${chat.id}`);
  await composer(page).waitFor();
  const giveBack = await withoutParts({ page, context });
  await composer(page).fill('Not lost');

  await page.keyboard.press('Control+k');
  await toldOnce(page, missing);
  await waitForWritten(page, 'Not lost');
  await page.getByRole('button', { name: 'Chat info' }).click();
  await toldOnce(page, missing);
  await waitForWritten(page, 'Not lost');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'People' }).click();
  await toldOnce(page, missing);
  await page.getByRole('link', { name: /Saved messages/ }).click();
  await waitForWritten(page, 'Not lost');
  await page.goto('/settings/profile');
  const notice = page.getByRole('alert').filter({ hasText: 'This screen could not be loaded' });
  await notice.waitFor();

  // It comes as soon as it can, without a reload.
  await giveBack();
  await notice.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('textbox', { name: 'Name' }).waitFor();
  await page.keyboard.press('Control+k');
  await switcher(page).waitFor();
  forgiveMissing(stage);
});

journey('what could not be loaded is told in Russian, and comes with a reload', async (stage) => {
  const boris = await stage.register('Boris');
  const { page, context } = await stage.enter(boris, { ...withoutWorker, locale: 'ru-RU' });
  const giveBack = await withoutParts({ page, context });
  await page.keyboard.press('Control+k');
  await page.getByText('Загрузить не удалось. Проверьте сеть и попробуйте ещё раз.').waitFor();
  await giveBack();
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Обновить' }).click();
  await loaded;
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  await switcher(page).waitFor();
  forgiveMissing(stage);
});
