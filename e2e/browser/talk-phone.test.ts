import { expect } from 'vitest';
import { bubble, composer } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';

useBrowser();

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

journey('a finger answers by a swipe and opens the menu by a long press', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await boris.openDirect(anna);
  await boris.post(chat.id, 'Идём в кино?');
  const { page, context } = await stage.enter(anna, phone, `/chat/${chat.id}`);
  await bubble(page, 'Идём в кино?').waitFor();
  const box = await bubble(page, 'Идём в кино?').boundingBox();
  if (!box) throw new Error('no message in view');
  const finger = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
    finger.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x, y: box.y + 12 }],
    });

  const start = box.x + 80;
  // All at once: a finger that rests while this process waits for its turn would be one that holds.
  await Promise.all([
    touch('touchStart', start),
    ...[12, 24, 36, 48, 60, 72, 84].map((by) => touch('touchMove', start - by)),
    touch('touchEnd', 0),
  ]);
  await page.getByText('Reply to Борис').waitFor();
  await composer(page).fill('Да!');
  await page.getByRole('button', { name: 'Send' }).click();
  await bubble(page, 'Да!')
    .getByRole('button', { name: /^Reply to Борис/ })
    .waitFor();

  const answer = await bubble(page, 'Идём в кино?').first().boundingBox();
  if (!answer) throw new Error('no message in view');
  await finger.send('Input.dispatchTouchEvent', {
    type: 'touchStart',
    touchPoints: [{ x: answer.x + 30, y: answer.y + 12 }],
  });
  await page.getByRole('menuitem', { name: 'Reply' }).waitFor();
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await page.getByRole('menuitem', { name: '👍' }).click();
  await bubble(page, 'Идём в кино?').first().getByRole('button', { name: /^👍 1/ }).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
});
