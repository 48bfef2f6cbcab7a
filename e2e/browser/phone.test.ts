import { expect } from 'vitest';
import { bubble, chatRow, composer, searchField } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import { waitFor } from './support/wait-for.ts';

useBrowser();

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

journey('on a phone there is one column, and Back leads to the list', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await boris.openDirect(anna);
  await boris.post(chat.id, 'Привет с телефона');
  const { page } = await stage.enter(anna, phone);
  const search = searchField(page);
  await chatRow(page, 'Борис').tap();
  await bubble(page, 'Привет с телефона').waitFor();
  await search.waitFor({ state: 'hidden' });
  const isWhole = async () => {
    const box = await page.getByRole('main').boundingBox();
    return box?.x === 0 && box.width === 390;
  };
  await waitFor(isWhole, { what: 'the chat to fill the screen' });

  // Touch: Enter makes a new line, the button sends.
  await composer(page).tap();
  await page.keyboard.type('Раз');
  await page.keyboard.press('Enter');
  await page.keyboard.type('два');
  await page.getByRole('button', { name: 'Send' }).tap();
  await bubble(page, 'два').waitFor();

  const length = await page.evaluate('history.length');
  await page.getByRole('button', { name: 'Chat info' }).tap();
  await page.getByRole('complementary').waitFor();
  await page.getByRole('complementary').getByRole('button', { name: 'Close' }).tap();
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Back' }).tap();
  await search.waitFor();
  await page.waitForURL((url) => url.pathname === '/');
  // Both went back: nothing was piled up behind the person but what she may go forward to.
  expect(await page.evaluate('history.length')).toBe(Number(length) + 1);
  await page.goForward();
  await bubble(page, 'два').waitFor();
  await page.goBack();
  await search.waitFor();

  // A chat opened by its address has no list behind it: the arrow leads there all the same.
  await page.goto(`/chat/${chat.id}`);
  await page.getByRole('button', { name: 'Back' }).tap();
  await search.waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
});
