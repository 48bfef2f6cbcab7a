import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { firstScripts } from './support/first-visit.ts';
import { bubble, chatRow, composer, openChat, searchField, timeline, write } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import { waitFor } from './support/wait-for.ts';

useBrowser();

const table = [
  '| Ship | From | To | Leaves | Arrives | Cargo | Captain |',
  '| --- | :-: | --: | --- | --- | --- | --- |',
  '| **Aurora** | Hamburg | Valparaíso | Monday | in a month | machines and spare parts | @nobody |',
].join('\n');

journey('times, tables, large emoji, fragments and links are shown as one expects', async (stage) => {
  const [anna, boris, carol] = [
    await stage.register('Anna'),
    await stage.register('Boris', 'Борис'),
    await stage.register('Carol'),
  ];
  const made = await anna.ask<{ chatId: string }>('POST', '/api/groups', {
    title: 'Harbour',
    memberIds: [boris.id, carol.id],
  });
  const { chatId } = made.body;
  await boris.post(chatId, table);
  await boris.post(chatId, '🎉');
  await boris.post(chatId, 'The crane is ready, the crew is not.');
  const here = { locale: 'en-US', timezoneId: 'America/New_York', viewport: { width: 1000, height: 800 } };
  const { page, context } = await stage.enter(anna, here);
  let tell: (event: object) => void = () => undefined;
  const sent: string[] = [];
  await context.routeWebSocket(/\/ws/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((data) => {
      sent.push(String(data));
      server.send(data);
    });
    tell = (event) => socket.send(JSON.stringify(event));
  });
  await page.goto(`/chat/${chatId}`);
  await bubble(page, 'The crane').waitFor();

  // The time as she writes it, the whole date on its tooltip; here and in the list.
  const time = bubble(page, 'The crane').locator('time');
  expect(await time.textContent()).toMatch(/^\d{1,2}:\d\d\s[AP]M$/);
  const full = /^[A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}, 20\d\d at \d{1,2}:\d\d:\d\d\s[AP]M/;
  expect(await bubble(page, 'The crane').locator('[title]:has(> time)').getAttribute('title')).toMatch(full);
  expect(await chatRow(page, 'Harbour').locator('time').getAttribute('title')).toMatch(full);
  await chatRow(page, 'Harbour').getByText('Борис: The crane is ready').waitFor();

  // A table is as wide as it likes, inside of itself.
  const frame = page.getByRole('region', { name: 'Table' });
  const widths = await frame.evaluate((it) => [it.scrollWidth, it.clientWidth]);
  expect(widths[0]).toBeGreaterThan(widths[1] ?? 0);
  // It fades where there is more of it, and there alone.
  const fade = (side: string) =>
    frame.evaluate((it, name) => parseFloat(getComputedStyle(it).getPropertyValue(name)), `--fade-${side}`);
  await waitFor(async () => (await fade('end')) > 0, { what: 'the table to fade at its end' });
  expect(await fade('start')).toBe(0);
  await frame.focus();
  await page.keyboard.press('ArrowRight');
  await waitFor(() => frame.evaluate((it) => it.scrollLeft > 0), { what: 'the table to scroll by keys' });
  await frame.evaluate((it) => it.scrollTo({ left: it.scrollWidth }));
  await waitFor(async () => (await fade('end')) < 1 && (await fade('start')) > 0, {
    what: 'its other side to fade',
  });
  expect(await frame.getByRole('columnheader').count()).toBe(7);
  const [box, list] = [await frame.boundingBox(), await timeline(page).boundingBox()];
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan((list?.x ?? 0) + (list?.width ?? 0));
  const size = (text: string) =>
    bubble(page, text)
      .locator('[data-emoji], p')
      .first()
      .evaluate((it) => Number.parseFloat(getComputedStyle(it).fontSize));
  expect(await size('🎉')).toBeGreaterThan(3 * (await size('The crane')));

  // A fragment that is selected becomes the quote.
  const middle = await bubble(page, 'The crane')
    .locator('p')
    .evaluate((paragraph) => {
      const range = document.createRange();
      const [text] = paragraph.childNodes;
      if (!text) throw new Error('no text');
      range.setStart(text, 4);
      range.setEnd(text, 18);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    });
  await page.mouse.click(middle.x, middle.y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Quote selected' }).click();
  await page.keyboard.type('Good');
  await page.keyboard.press('Enter');
  await bubble(page, 'Good').getByText('crane is ready', { exact: true }).waitFor();

  // A link shows what readers will see, and goes without it if one likes.
  const url = 'https://example.org/plan';
  const preview = { url, siteName: 'Example', title: 'The plan', description: '', image: null };
  await context.route('**/api/previews?*', (route) => route.fulfill({ json: { preview } }));
  await composer(page).fill(`see ${url}`);
  const card = page.getByRole('group', { name: 'Preview of the link' });
  await card.getByText('The plan').waitFor();
  await card.getByRole('button', { name: 'Remove preview' }).click();
  await card.waitFor({ state: 'detached' });
  await composer(page).press('Enter');
  await bubble(page, `see ${url}`).and(page.locator('[data-delivery="sent"]')).waitFor();
  const command = sent.findLast((data) => data.includes('"do":"send"')) ?? '';
  expect(JSON.parse(command)).toMatchObject({ text: `see ${url}`, hasNoPreview: true });

  // Who writes in a group is named, and forgotten soon after the last key.
  const header = page.getByRole('main').locator('header');
  // It is shown for five seconds: who looks must look already.
  const one = header.getByText('Борис is typing…').waitFor();
  tell({ ev: 'typing', chat: chatId, user: boris.id });
  await one;
  const both = header.getByText(/^(Борис|Carol) and 1 more are typing…$/).waitFor();
  for (const { id } of [boris, carol]) tell({ ev: 'typing', chat: chatId, user: id });
  await both;
  await header.getByText('3 members').waitFor({ timeout: 60_000 });
});

journey('twice the text, less motion, a Russian keyboard, a home screen', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await boris.openDirect(anna);
  await boris.post(chat.id, 'A message with somewhat more text than fits into one line of a narrow window.');
  await boris.post(chat.id, table);
  const { page, context } = await stage.enter(anna, { reducedMotion: 'reduce' });

  // In a Russian layout a shortcut is where it was.
  await openChat(page, 'Борис');
  await composer(page).fill('жирно');
  await composer(page).press('Control+a');
  const keys = await context.newCDPSession(page);
  const key = { code: 'KeyB', key: 'и', windowsVirtualKeyCode: 66, modifiers: 2 };
  await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  await waitFor(async () => (await composer(page).inputValue()) === '**жирно**', { what: 'bold letters' });
  await composer(page).fill('');

  // Nothing moves for who asked for that.
  const slow = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .map((element) => getComputedStyle(element))
      .flatMap(({ transitionDuration, animationDuration }) =>
        `${transitionDuration}, ${animationDuration}`.split(', ').map(Number.parseFloat),
      )
      .filter((seconds) => seconds > 0.002),
  );
  expect(slow).toEqual([]);

  // Text of twice the size is whole, at a desk and on a phone; nothing is pushed out of the window.
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const path of ['/', `/chat/${chat.id}`, `/chat/${chat.id}/info`, '/settings', '/settings/profile']) {
      await page.goto(path);
      await page.getByRole('main').or(searchField(page)).first().waitFor();
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
        dispatchEvent(new Event('resize'));
      });
      await waitFor(async () => (await clipped(page)).length === 0, {
        what: () => `whole texts at ${path}, ${width}`,
      }).catch(async () => expect(await clipped(page), `${path} at ${width}`).toEqual([]));
    }
  }
  await page.goto(`/chat/${chat.id}`);
  await page.evaluate("document.documentElement.style.fontSize = '200%'");
  await write(page, 'Large');
  await bubble(page, 'Large').waitFor();

  // It can be put on the home screen, and a keyboard that covers the page leaves the field in view.
  const manifest = (await (await context.request.get('/manifest.webmanifest')).json()) as {
    display: string;
    icons: { src: string }[];
  };
  expect(manifest.display).toBe('standalone');
  for (const { src } of manifest.icons) expect((await context.request.get(src)).ok(), src).toBe(true);
  await page.evaluate(() => {
    const view = globalThis.visualViewport;
    if (!view) throw new Error('no visualViewport');
    Object.defineProperty(view, 'height', { configurable: true, value: 500 });
    view.dispatchEvent(new Event('resize'));
  });
  const bottom = async () => {
    const box = await composer(page).boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  await waitFor(async () => (await bottom()) < 500, { what: 'the field above the keyboard' });
  await page.evaluate(() => {
    Reflect.deleteProperty(globalThis.visualViewport ?? {}, 'height');
    globalThis.visualViewport?.dispatchEvent(new Event('resize'));
  });
  await waitFor(async () => (await bottom()) > 500, { what: 'the whole page again' });
});

test('the way to the first chat costs at most 200 KB of JavaScript, gzipped', () => {
  const scripts = firstScripts();
  const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
  console.log(`${Math.round(bytes / 1024)} KB of JavaScript in ${scripts.size} files`);
  expect(scripts.size).toBeGreaterThan(3);
  expect(bytes, JSON.stringify([...scripts])).toBeLessThan(200 * 1024);
});

/** Controls and titles whose text does not fit, and what sticks out of the window. */
function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) problems.push(`the page is ${scrollWidth} wide`);
    for (const element of document.querySelectorAll(
      'button, a, h1, h2, label, input, time, [role=tab], bdi',
    )) {
      if (!(element instanceof HTMLElement) || !element.checkVisibility()) continue;
      const { overflowY, position } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const isHidden = box.width <= 2 || position === 'absolute' || box.right <= 0 || box.left >= innerWidth;
      if (isHidden) continue;
      const isCut = overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 3;
      if (isCut) problems.push(`cut: ${element.outerHTML.slice(0, 120)}`);
    }
    return problems;
  });
}
