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

journey('each reaction is large enough for a finger, and none is in the way of another', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const carol = await stage.register('Carol');
  const made = await boris.ask<{ chatId: string }>('POST', '/api/groups', {
    title: 'Кино',
    memberIds: [anna.id, carol.id],
  });
  const { chatId } = made.body;
  const { seq } = await boris.post(chatId, 'Идём в кино?');
  const given = {
    '👍': anna,
    '❤️': anna,
    '🔥': anna,
    '🎉': boris,
    '😂': boris,
    '😮': boris,
    '👏': carol,
    '🙏': carol,
  };
  for (const [emoji, user] of Object.entries(given)) {
    const path = `/api/chats/${chatId}/messages/${seq}/reactions/${encodeURIComponent(emoji)}`;
    expect((await user.ask('PUT', path)).status).toBe(200);
  }
  const { page } = await stage.enter(anna, phone, `/chat/${chatId}`);
  const chips = bubble(page, 'Идём в кино?').locator('button[aria-pressed]');
  await chips.nth(7).waitFor();
  const look = () =>
    chips.evaluateAll((all) =>
      all.map((chip) => {
        const { left, right, top, bottom } = chip.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        const edges = [
          [x, y - 21],
          [x, y + 21],
          [x - 21, y],
          [x + 21, y],
        ];
        const isMet = edges.every(
          ([at = 0, down = 0]) => document.elementFromPoint(at, down)?.closest('button') === chip,
        );
        return { top: Math.round(top), isMet };
      }),
    );
  // They fill more than one row; the chat may still be on its way to its place.
  await expect.poll(async () => new Set((await look()).map(({ top }) => top)).size).toBeGreaterThan(1);
  await expect
    .poll(async () => (await look()).filter(({ isMet }) => isMet).length, { timeout: 60_000 })
    .toBe(8);
});
