import type { Locator, Page } from 'playwright-core';
import { waitFor } from './wait-for.ts';

/** The message field, in either language. */
export const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^(Message|Сообщение)$/ });

/** Waits until this stands in the message field. */
export const waitForWritten = (page: Page, text: string): Promise<void> =>
  waitFor(async () => (await composer(page).inputValue()) === text, { what: `“${text}” in the field` });

/** Waits until this was copied: the clipboard takes it a moment after the press. */
export const waitForCopied = (page: Page, text: string): Promise<void> =>
  waitFor(async () => (await page.evaluate(() => navigator.clipboard.readText())).includes(text), {
    what: `“${text}” to be copied`,
  });

/** The search field of the left column, in either language. */
export const searchField = (page: Page): Locator => page.getByRole('combobox', { name: /^(Search|Поиск)$/ });

/** Something that was found. */
export const found = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('option').filter({ hasText: text });

/** A message in the open chat. */
export const bubble = (page: Page, text: string): Locator =>
  page.locator('[data-message]').filter({ hasText: text });

export const chatRow = (page: Page, title: string): Locator =>
  page.getByRole('link').filter({ has: page.getByText(title, { exact: true }) });

export const divider = (page: Page): Locator =>
  page.getByRole('separator').filter({ hasText: /^(New messages|Новые сообщения)$/ });

/** The list of messages, which scrolls. */
export const timeline = (page: Page): Locator => page.getByRole('log');

/** Writes a message as a person does: key by key, then Enter. */
export async function write(page: Page, text: string): Promise<void> {
  await composer(page).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Waits until a message of mine stands so: `waiting`, `sent`, `read` or `failed`. */
export async function waitForDelivery(page: Page, text: string, delivery: string): Promise<void> {
  await bubble(page, text)
    .and(page.locator(`[data-delivery="${delivery}"]`))
    .waitFor();
}

export async function openChat(page: Page, title: string): Promise<void> {
  await chatRow(page, title).first().click();
  await composer(page).waitFor();
}

/** Does what lets a message glow. It glows for two seconds: who looks must look already. */
export async function untilGlowing(page: Page, text: string, act: () => Promise<unknown>): Promise<void> {
  const glowing = page.locator('[data-highlighted]').filter({ hasText: text });
  await Promise.all([glowing.waitFor(), act()]);
}

/** Which message is at the top of the view and where, in pixels below the list's top. */
export function topOfView(page: Page): Promise<{ text: string; top: number }> {
  return timeline(page).evaluate((list) => {
    const edge = list.getBoundingClientRect().top;
    const shown = [...list.querySelectorAll('[data-message]')]
      .map((message) => ({ text: message.textContent ?? '', box: message.getBoundingClientRect() }))
      .filter(({ box }) => box.bottom > edge)
      .sort((a, b) => a.box.top - b.box.top);
    return { text: shown[0]?.text ?? '', top: Math.round((shown[0]?.box.top ?? 0) - edge) };
  });
}

/** So many frames in a row without a move: what is still to be measured takes one or two. */
const restFrames = 12;

/** Resolves when the list stands still: what was scrolled to has been laid out and measured. */
export async function waitForRest(page: Page): Promise<void> {
  const isAtRest = () =>
    timeline(page).evaluate(async (list, frames) => {
      const places = () =>
        [...list.querySelectorAll('[data-message]')]
          .map((message) => `${message.getAttribute('data-message')} ${message.getBoundingClientRect().top}`)
          .join();
      const before = places();
      // In frames of the page, which come seldom on a busy machine, not in time.
      for (let frame = 0; frame < frames; frame += 1) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        if (places() !== before) return false;
      }
      return true;
    }, restFrames);
  await waitFor(isAtRest, { what: 'the messages to stand still' });
}
