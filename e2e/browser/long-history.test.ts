import type { Message } from '@bridges/contracts';
import { expect } from 'vitest';
import { bubble, composer, timeline, untilGlowing, waitForRest } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import { waitFor } from './support/wait-for.ts';

useBrowser();

const total = 100_000;

journey('100,000 messages are walked through without a jump, and the page stays small', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await boris.openDirect(anna);
  const sample = await boris.post(chat.id, 'Message 1.');
  const { page, context } = await stage.enter(anna);
  // The line tells of 100,000 messages; pages of them are made here as a server would answer.
  const told = (seq: number): Message => ({
    ...sample,
    seq,
    text: `Message ${seq}. ${'Lorem ipsum dolor sit amet. '.repeat(seq % 7)}`,
    clientId: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
    createdAt: new Date(Date.parse(sample.createdAt) - (total - seq) * 60_000).toISOString(),
  });
  const grown = (text: string) =>
    text.replaceAll('"lastSeq":1,', `"lastSeq":${total},`).replaceAll('"readSeq":0', `"readSeq":${total}`);
  await context.routeWebSocket(/\/ws/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((data) => socket.send(grown(String(data))));
  });
  await context.route('**/api/chats/**', async (route) => {
    const url = new URL(route.request().url());
    if (!url.pathname.endsWith('/messages')) {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: grown(await answer.text()) });
      return;
    }
    const at = (name: string) => Number(url.searchParams.get(name) ?? Number.NaN);
    const limit = at('limit') || 50;
    const from = url.searchParams.has('before')
      ? at('before') - limit
      : url.searchParams.has('after')
        ? at('after') + 1
        : url.searchParams.has('around')
          ? at('around') - limit / 2
          : total - limit + 1;
    const first = Math.max(1, from);
    const last = Math.min(total, from + limit - 1);
    const messages = Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => told(first + place));
    await route.fulfill({
      json: { messages, quoted: [], users: [], rev: 0, hasBefore: first > 1, hasAfter: last < total },
    });
  });
  await untilGlowing(page, 'Message 50000.', () =>
    page.goto(`/chat/${chat.id}/50000`, { waitUntil: 'commit' }),
  );
  await composer(page).waitFor();
  await timeline(page).hover();

  const size = () => page.evaluate(() => document.querySelectorAll('*').length);
  const heap = async () => {
    const session = await context.newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    await session.detach();
    return usedSize / 1024 / 1024;
  };
  const topSeq = () =>
    timeline(page).evaluate((list) => {
      const edge = list.getBoundingClientRect().top;
      const shown = [...list.querySelectorAll('[data-message]')].find(
        (message) => message.getBoundingClientRect().bottom > edge,
      );
      return Number(shown?.getAttribute('data-message') ?? 0);
    });
  const walk = async (until: number) => {
    await waitFor(
      async () => {
        for (let step = 0; step < 10; step += 1) {
          await page.mouse.wheel(0, -4000);
          await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
        }
        return (await topSeq()) < until;
      },
      { what: `message ${until}`, withinMs: 60_000 },
    );
  };
  await walk(49_000);
  const frames = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const spans: number[] = [];
        let before = performance.now();
        const look = (now: number) => {
          spans.push(now - before);
          before = now;
          if (spans.length < 240) requestAnimationFrame(look);
          else resolve(spans);
        };
        requestAnimationFrame(look);
      }),
  );
  const before = await heap();
  await walk(46_500);
  const spans = await frames;
  const sorted = spans.toSorted((a, b) => a - b);
  const long = spans.filter((ms) => ms > 50).length;
  console.log(
    `scrolling: median frame ${sorted[120]?.toFixed(1)} ms, p95 ${sorted[228]?.toFixed(1)} ms, ${long} of 240 over 50 ms`,
  );
  await waitForRest(page);
  const after = await heap();
  expect(await size()).toBeLessThan(1600);
  expect(after - before).toBeLessThan(12);
  // The way down is there again, although what lay below was left behind.
  await page.getByRole('button', { name: 'To the newest messages' }).click();
  await bubble(page, `Message ${total}.`).waitFor();
});
