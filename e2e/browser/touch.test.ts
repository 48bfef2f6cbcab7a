import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { bubble, composer, searchField } from './support/in-chat.ts';
import { menuOf } from './support/message-menu.ts';
import { journey, useBrowser } from './support/journey.ts';

useBrowser();

const phone = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  // What grows is soon as large as it gets.
  reducedMotion: 'reduce' as const,
};
/** What a finger hits without aiming. */
const leastPx = 44;

/** Names of what is shown and smaller than a finger, with the room that is touched around it counted in. */
function smallOnes(page: Page): Promise<string[]> {
  return page.evaluate(async (least) => {
    const motions = document.getAnimations().filter(({ timeline }) => timeline === document.timeline);
    // One that is taken away has nothing left to measure.
    await Promise.all(motions.map((motion) => motion.finished.catch(() => undefined)));
    const controls = 'button, a[href], input, select, summary, [role=option]';
    const room = (element: Element, side: 'top' | 'left', other: 'bottom' | 'right', whole: number) =>
      Math.max(
        ...['::before', '::after'].map((pseudo) => {
          const { content, position, ...style } = getComputedStyle(element, pseudo);
          const isCut = getComputedStyle(element).overflow !== 'visible';
          if (content === 'none' || position !== 'absolute' || isCut) return whole;
          return whole - parseFloat(style[side]) - parseFloat(style[other]) || whole;
        }),
        whole,
      );
    const isTouched = (element: Element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const hit = document.elementFromPoint(x + width / 2, y + height / 2);
      return hit !== null && (element.contains(hit) || hit.contains(element));
    };
    return [...document.querySelectorAll(controls)]
      .filter((element) => isTouched(element) && getComputedStyle(element).display !== 'inline')
      .flatMap((element) => {
        const label = element.matches('[type=radio]') ? element.closest('label') : null;
        const { width, height } = (label ?? element).getBoundingClientRect();
        const [wide, high] = [room(element, 'left', 'right', width), room(element, 'top', 'bottom', height)];
        const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
        return Math.min(wide, high) < least - 0.5 ? [`${name}: ${wide} × ${high}`] : [];
      });
  }, leastPx);
}

journey('on a phone a finger finds everything', async (stage) => {
  const page = await stage.open(phone);
  for (const path of ['/sign-in', '/register']) {
    await page.goto(path);
    await page.getByRole('button', { name: 'Продолжить на русском' }).waitFor();
    expect(await smallOnes(page), path).toEqual([]);
  }
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await boris.openDirect(anna);
  await boris.post(chat.id, 'Touch me');
  const { page: hers } = await stage.enter(anna, phone);
  await hers.getByRole('tab', { name: /Unread/ }).waitFor();
  expect(await smallOnes(hers), 'the list').toEqual([]);
  await searchField(hers).click();
  await hers.getByRole('option', { name: 'Photos' }).waitFor();
  expect(await smallOnes(hers), 'filters').toEqual([]);
  await hers.getByRole('option', { name: 'Photos' }).click();
  await hers.getByRole('button', { name: /Remove the filter/ }).waitFor();
  expect(await smallOnes(hers), 'a filter').toEqual([]);

  for (const path of ['profile', 'notifications', 'privacy', 'devices', 'password', 'about']) {
    await hers.goto(`/settings/${path}`);
    await hers.getByRole('main').getByRole('heading').first().waitFor();
    await hers.waitForLoadState('networkidle');
    expect(await smallOnes(hers), path).toEqual([]);
  }
  await hers.goto('/people');
  await hers.getByRole('button', { name: new RegExp(boris.username) }).waitFor();
  expect(await smallOnes(hers), 'people').toEqual([]);
  await hers.goto(`/chat/${chat.id}/info`);
  await hers.getByRole('combobox').first().waitFor();
  expect(await smallOnes(hers), 'what is known').toEqual([]);

  await hers.goto(`/chat/${chat.id}`);
  await bubble(hers, 'Touch me').click({ button: 'right' });
  await hers.getByRole('menuitem', { name: 'Reply' }).waitFor();
  expect(await smallOnes(hers), 'the menu').toEqual([]);
  await hers.getByRole('menuitem', { name: 'Reply' }).click();
  await composer(hers).waitFor();
  expect(await smallOnes(hers), 'the answer').toEqual([]);
  await composer(hers).fill('/');
  await hers.getByRole('option', { name: '/poll' }).waitFor();
  expect(await smallOnes(hers), 'commands').toEqual([]);
  await hers.keyboard.press('Backspace');
  await menuOf(hers, 'Touch me', 'Remind me');
  await hers.getByRole('dialog').getByRole('button', { name: 'In an hour' }).waitFor();
  expect(await smallOnes(hers), 'moments').toEqual([]);
  await hers.keyboard.press('Escape');
  await hers.getByRole('button', { name: 'Emoji' }).click();
  await hers
    .getByRole('dialog', { name: 'Emoji' })
    .getByRole('button', { name: 'Flags', exact: true })
    .waitFor();
  expect(await smallOnes(hers), 'emoji').toEqual([]);
  // However wide a font draws one of them, none is out of reach.
  const people = hers.locator('[data-group="0"]');
  await people.getByRole('button').first().waitFor();
  expect(await people.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), 'emoji').toBe(0);
});

journey('Esc on a tablet closes the emoji, not the chat', async (stage) => {
  const anna = await stage.register('Anna');
  const chat = await anna.openDirect(anna);
  const { page } = await stage.enter(anna, phone, `/chat/${chat.id}`);
  await page.getByRole('button', { name: 'Emoji' }).click();
  const picker = page.getByRole('dialog', { name: 'Emoji' });
  await picker.getByRole('button', { name: 'Flags', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await picker.waitFor({ state: 'detached' });
  await composer(page).waitFor();
});
