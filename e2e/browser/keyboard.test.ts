import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { bubble, chatRow, composer, divider, found, openChat, searchField } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import { waitFor } from './support/wait-for.ts';

useBrowser();

const path = (page: Page) => new URL(page.url()).pathname;
const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
  );

journey('everything is reached without a mouse', async (stage) => {
  const [anna, boris, carol] = [
    await stage.register('Anna'),
    await stage.register('Boris', 'Борис'),
    await stage.register('Carol'),
  ];
  const [first, second] = [await boris.openDirect(anna), await carol.openDirect(anna)];
  await boris.post(first.id, 'Раз');
  await boris.post(first.id, 'Два');
  await carol.post(second.id, 'Three');
  const { page } = await stage.enter(anna);
  await page.getByText('Three').waitFor();

  // Ctrl+K, a name in the wrong keyboard layout, Enter.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go to' }).waitFor();
  await page.keyboard.type(',jhbc');
  await found(page, 'Борис').first().waitFor();
  await page.keyboard.press('Enter');
  await divider(page).waitFor();
  expect(path(page)).toBe(`/chat/${first.id}`);
  await waitFor(async () => (await focused(page)) === 'Message', { what: 'the field to have the focus' });

  await page.getByLabel('2 unread messages').waitFor({ state: 'detached' });

  // Esc: the divider, then the chat. Alt and arrows: along the list.
  await page.keyboard.press('Escape');
  await divider(page).waitFor({ state: 'detached' });
  await page.keyboard.press('Alt+ArrowUp');
  await bubble(page, 'Three').waitFor();
  await page.keyboard.press('Alt+ArrowDown');
  await bubble(page, 'Два').waitFor();

  // From message to message; a letter goes to the message field.
  await page.keyboard.press('Shift+Tab');
  await page.getByRole('log').focus();
  await page.keyboard.press('ArrowUp');
  expect(await focused(page)).toContain('Два');
  await page.keyboard.press('ArrowUp');
  expect(await focused(page)).toContain('Раз');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Copy text' }).waitFor();
  // All of it is in the window, while it opens and after.
  const box = await page.getByRole('menu').evaluate((menu) => {
    for (const animation of menu.getAnimations()) animation.finish();
    const { top, bottom } = menu.getBoundingClientRect();
    return { top, room: innerHeight - bottom };
  });
  expect(Math.min(box.top, box.room)).toBeGreaterThanOrEqual(8);
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await page.keyboard.type('yes');
  expect(await composer(page).inputValue()).toBe('yes');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('and no');
  await page.keyboard.press('Enter');
  await bubble(page, 'and no').waitFor();

  // "?" outside a field tells of the shortcuts; Esc leads out of them, then out of the chat.
  await page.getByRole('log').focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(path(page)).toBe(`/chat/${first.id}`);
  await page.keyboard.press('Escape');
  await page.getByText('Choose a chat to start messaging').waitFor();
});

journey('the main menu opens, closes on a second click, and moves by arrows', async (stage) => {
  const { page } = await stage.enter(await stage.register('Anna'));
  const button = page.getByRole('button', { name: 'Menu' });
  await button.click();
  await page.getByRole('menu').waitFor();
  // As a hand presses: the menu is gone before the finger is up.
  await button.click({ delay: 150 });
  await page.locator('[role=menu]').waitFor({ state: 'detached' });
  expect(await button.getAttribute('aria-expanded')).toBe('false');
  await button.focus();
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('Saved messages');
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toBe('Reminders');
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  expect(await focused(page)).toBe('Menu');
});

journey('what has no words has a name, and the focus is seen', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await boris.openDirect(anna);
  await boris.post(chat.id, 'Hello');
  const { page } = await stage.enter(anna);
  const nameless = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('button, a, input, textarea, [role=button], [role=separator]')]
        .filter((element) => {
          const field = element as HTMLInputElement;
          const name =
            element.getAttribute('aria-label') ?? (field.labels?.[0]?.textContent || element.textContent);
          return !name?.trim() && !field.hidden && field.type !== 'hidden';
        })
        .map((element) => element.outerHTML.slice(0, 160)),
    );
  const addresses = [
    '/',
    `/chat/${chat.id}/info`,
    '/people',
    '/settings/profile',
    '/settings/appearance',
    '/settings/devices',
  ];
  for (const address of addresses) {
    await page.goto(address);
    await page.getByRole('main').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await nameless(), address).toEqual([]);
  }
  await page.goto('/');
  await openChat(page, 'Борис');
  for (const role of ['log', 'main', 'combobox', 'listitem'] as const) {
    expect(await page.getByRole(role).count(), role).toBeGreaterThan(0);
  }
  // New messages are read out, politely.
  await boris.post(chat.id, 'Are you there?');
  await page.getByRole('status').filter({ hasText: 'Борис: Are you there?' }).waitFor({ state: 'attached' });

  // Tab passes the search by, and leaves the chats where they are.
  await searchField(page).focus();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Notifications');
  await chatRow(page, 'Борис').waitFor();

  const unseen: string[] = [];
  await searchField(page).focus();
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    const look = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body || element.matches('textarea'))
        return null;
      const looks = () => {
        const { outline, boxShadow, borderColor, backgroundColor } = getComputedStyle(element);
        return [outline, boxShadow, borderColor, backgroundColor].join();
      };
      for (const animation of element.getAnimations()) animation.finish();
      const withFocus = looks();
      element.blur();
      for (const animation of element.getAnimations()) animation.finish();
      const without = looks();
      element.focus();
      return withFocus === without ? element.outerHTML.slice(0, 160) : null;
    });
    if (look) unseen.push(look);
  }
  expect(unseen).toEqual([]);
});
