import type { Message } from '@bridges/contracts';
import { expect } from 'vitest';
import { bubble, divider, openChat, timeline, topOfView, waitForRest } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import { waitFor } from './support/wait-for.ts';

useBrowser();

const total = 3000;
const unread = 400;

journey(
  '3,000 messages: opens at the divider, older ones come without a jump, the page stays small',
  async (stage) => {
    const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
    const chat = await boris.openDirect(anna);
    // Several at once: which comes first does not matter here.
    let next = 1;
    const writer = async () => {
      while (next <= total) {
        const number = next;
        next += 1;
        await boris.post(
          chat.id,
          `Сообщение ${number}. ${'Lorem ipsum dolor sit amet. '.repeat(number % 7)}`,
        );
      }
    };
    await Promise.all(Array.from({ length: 24 }, writer));
    await anna.ask('POST', `/api/chats/${chat.id}/read`, { seq: total - unread });
    const aroundIt = await anna.get<{ messages: Message[] }>(
      `/api/chats/${chat.id}/messages?around=${total - unread + 1}&limit=2`,
    );
    const firstUnread = aroundIt.messages.find(({ seq }) => seq === total - unread + 1)?.text ?? '';

    const { page } = await stage.enter(anna, {});
    await openChat(page, 'Борис');
    await divider(page).waitFor();
    await waitForRest(page);
    const [line, list] = [await divider(page).boundingBox(), await timeline(page).boundingBox()];
    if (!line || !list) throw new Error('no divider in view');
    expect(line.y - list.y).toBeLessThan(80);
    const first = await bubble(page, /^Сообщение \d+\./.exec(firstUnread)?.[0] ?? '').boundingBox();
    expect((first?.y ?? 0) - line.y).toBeLessThan(60);

    // Older history comes in above; what is looked at stays where it is.
    await timeline(page).hover();
    const older = page.waitForResponse((response) => response.url().includes('before='));
    await page.mouse.wheel(0, -600);
    await waitForRest(page);
    const before = await topOfView(page);
    await older;
    await waitForRest(page);
    const after = await topOfView(page);
    expect(after.text).toBe(before.text);
    expect(Math.abs(after.top - before.top)).toBeLessThanOrEqual(2);

    for (let round = 0; round < 30; round += 1) {
      await page.mouse.wheel(0, -3000);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(1500);

    // Two clicks lead to the end: first to what is new, then to the newest.
    const jump = page.getByRole('button', { name: /new messages|To the newest/ });
    await waitFor(
      async () => {
        if (await jump.isVisible()) await jump.click({ timeout: 2000 }).catch(() => undefined);
        await waitForRest(page);
        const left = await timeline(page).evaluate((it) => it.scrollHeight - it.scrollTop - it.clientHeight);
        return left < 4 && !(await jump.isVisible());
      },
      { what: 'the newest message' },
    );
    const newest = await anna.get<{ messages: Message[] }>(`/api/chats/${chat.id}/messages?limit=1`);
    const text = newest.messages[0]?.text ?? '';
    await bubble(page, /^Сообщение \d+\./.exec(text)?.[0] ?? text).waitFor();
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(1500);
  },
);
