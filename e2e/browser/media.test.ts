import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chat, Message } from '@bridges/contracts';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { makeFilm } from './support/film.ts';
import { bubble, composer, openChat, write, waitForWritten, waitForRest } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import { waitFor } from './support/wait-for.ts';

/** Chromium's own microphone, which beeps. */
const microphone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
useBrowser(microphone);

/** A picture painted by the browser: a sky of its own colour over a harbour. */
async function paint(page: Page, name: string, width: number, height: number, hue: number) {
  const data = await page.evaluate(
    async ([w, h, colour]) => {
      const canvas = new OffscreenCanvas(w, h);
      const pen = canvas.getContext('2d');
      if (!pen) throw new Error('no canvas');
      const sky = pen.createLinearGradient(0, 0, 0, h);
      sky.addColorStop(0, `hsl(${colour} 70% 45%)`);
      sky.addColorStop(1, `hsl(${colour + 50} 80% 80%)`);
      pen.fillStyle = sky;
      pen.fillRect(0, 0, w, h);
      pen.fillStyle = `hsl(${colour + 20} 90% 90%)`;
      pen.beginPath();
      pen.arc(w * 0.7, h * 0.35, Math.min(w, h) * 0.12, 0, 7);
      pen.fill();
      pen.fillStyle = `hsl(${colour + 10} 45% 25%)`;
      for (let x = 0; x < w; x += 4) {
        const y = h * (0.7 + 0.06 * Math.sin((x / w) * 9 + colour));
        pen.fillRect(x, y, 4, h - y);
      }
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    [width, height, hue] as const,
  );
  return { name, mimeType: 'image/jpeg', buffer: Buffer.from(data) };
}

const pick = (page: Page, kind: 'media' | 'files' | 'picture'): Locator =>
  page.locator(`[data-pick="${kind}"]`);
const lightbox = (page: Page): Locator => page.getByRole('dialog', { name: 'Photos and videos of the chat' });
/** Waits until so many seconds were recorded, or more: a busy machine does not show each. */
const recorded = (page: Page, seconds: number) =>
  page
    .getByRole('timer')
    .filter({ hasText: new RegExp(`^0:([1-5]|0[${seconds}-9])`) })
    .waitFor();
/** What plays in this page goes on at another speed: so slowly that it is not over before it was looked at. */
const playAt = (page: Page, speed: number) =>
  page.evaluate((rate) => {
    const kept = globalThis as unknown as { playing?: HTMLMediaElement; rate?: number };
    if (kept.rate === undefined) {
      const { play } = HTMLMediaElement.prototype;
      HTMLMediaElement.prototype.play = function () {
        kept.playing = this;
        this.playbackRate = kept.rate ?? 1;
        return play.call(this);
      };
    }
    kept.rate = rate;
    if (kept.playing) kept.playing.playbackRate = rate;
  }, speed);
const keep = (page: Page, name: string) =>
  page.screenshot({ path: join(import.meta.dirname, 'artifacts', `media-${name}.png`) });

journey('an album with a caption is picked, seen by the other, and looked through by keys', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris')];
  await anna.openDirect(boris);
  const [a, b] = [await stage.enter(anna), await stage.enter(boris)];
  await openChat(a.page, 'Boris');
  const pictures = await Promise.all([
    paint(a.page, 'dawn.jpg', 1600, 900, 20),
    paint(a.page, 'noon.jpg', 900, 1200, 200),
    paint(a.page, 'dusk.jpg', 1200, 900, 280),
    paint(a.page, 'night.jpg', 1600, 1000, 230),
  ]);
  await pick(a.page, 'media').setInputFiles(pictures);
  const tray = a.page.getByRole('region', { name: 'To be sent' });
  await tray.getByRole('listitem').nth(3).waitFor();
  await keep(a.page, 'tray');

  // The second goes to the front by keys; the last is taken out again.
  await tray.getByRole('listitem', { name: /^noon/ }).press('Shift+ArrowLeft');
  await tray.getByRole('button', { name: 'Remove night.jpg' }).click();
  await waitFor(async () => (await tray.getByRole('listitem').count()) === 3, { what: 'three pictures' });
  await write(a.page, 'The harbour, three times');
  const sent = bubble(a.page, 'The harbour, three times');
  await sent.and(a.page.locator('[data-delivery="sent"]')).waitFor();
  await tray.waitFor({ state: 'detached' });

  // What is not there yet has its place already.
  const gate = Promise.withResolvers<void>();
  await b.context.route('**/thumbnail?*', async (route) => {
    await gate.promise;
    await route.continue();
  });
  await openChat(b.page, 'Anna');
  const seen = bubble(b.page, 'The harbour, three times');
  await seen.waitFor();
  expect(await seen.count()).toBe(1);
  await waitForRest(b.page);
  const [place, loaded] = [await seen.boundingBox(), seen.locator('img[data-loaded]')];
  expect(await loaded.count()).toBe(0);
  gate.resolve();
  await loaded.nth(2).waitFor();
  expect(await seen.boundingBox()).toEqual(place);
  const tiles = seen.locator('button[data-file] img');
  await waitFor(
    () => tiles.evaluateAll((all) => all.every((one) => (one as HTMLImageElement).naturalWidth > 0)),
    {
      what: 'the pictures',
    },
  );
  await keep(b.page, 'album');

  await seen.getByRole('button', { name: 'Photo, 1 of 3' }).press('Enter');
  const box = lightbox(b.page);
  await box.getByRole('img', { name: 'noon.jpg' }).waitFor();
  await b.page.keyboard.press('ArrowRight');
  await box.getByRole('img', { name: 'dawn.jpg' }).waitFor();
  await keep(b.page, 'lightbox');
  await b.page.keyboard.press('End');
  await box.getByRole('img', { name: 'dusk.jpg' }).waitFor();
  await b.page.keyboard.press('ArrowRight');
  await box.getByRole('img', { name: 'dusk.jpg' }).waitFor();
  await b.page.keyboard.press('Escape');
  await box.waitFor({ state: 'detached' });
  await b.page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Photo, 1 of 3');
});

journey('files of a draft follow me to my other device, and leave both when sent', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris')];
  const { id } = await anna.openDirect(boris);
  const [desk, laptop] = [await stage.enter(anna), await stage.enter(anna)];
  await openChat(desk.page, 'Boris');
  await composer(desk.page).fill('From the harbour');
  await pick(desk.page, 'media').setInputFiles([
    await paint(desk.page, 'dawn.jpg', 600, 400, 20),
    await paint(desk.page, 'noon.jpg', 400, 400, 200),
  ]);
  const tray = (page: Page) => page.getByRole('region', { name: 'To be sent' });
  const names = (page: Page) =>
    tray(page)
      .getByRole('listitem')
      .evaluateAll((all) => all.map((one) => (one.getAttribute('aria-label') ?? '').split(/[.]jpg/)[0]));

  // In the list first, then in the field of the other device, with pictures of them.
  await laptop.page.getByText('2 attachments, From the harbour').waitFor();
  await openChat(laptop.page, 'Boris');
  await tray(laptop.page).getByRole('listitem').nth(1).waitFor();
  expect(await names(laptop.page)).toEqual(['dawn', 'noon']);
  await waitFor(
    () =>
      tray(laptop.page)
        .locator('img')
        .evaluateAll(
          (all) => all.length === 2 && all.every((one) => (one as HTMLImageElement).naturalWidth > 0),
        ),
    { what: 'the pictures' },
  );
  await keep(laptop.page, 'draft-elsewhere');
  // The order, and what is taken out, are the same on both.
  await tray(laptop.page).getByRole('listitem', { name: /^noon/ }).press('Shift+ArrowLeft');
  await waitFor(async () => (await names(desk.page)).join() === 'noon,dawn', {
    what: 'the order on the first',
  });
  await tray(laptop.page).getByRole('button', { name: 'Remove noon.jpg' }).click();
  await waitFor(async () => (await names(desk.page)).join() === 'dawn', { what: 'one picture on the first' });
  await laptop.page.reload();
  await tray(laptop.page).getByRole('listitem', { name: /^dawn/ }).waitFor();

  await composer(laptop.page).press('Enter');
  await bubble(desk.page, 'From the harbour').waitFor();
  await bubble(laptop.page, 'From the harbour').and(laptop.page.locator('[data-delivery="sent"]')).waitFor();
  await tray(desk.page).waitFor({ state: 'detached' });
  await waitForWritten(desk.page, '');
  await tray(laptop.page).waitFor({ state: 'detached' });
  await waitFor(async () => (await keptUploads(desk.page)) === 0, { what: 'the file to leave the browser' });
  // Nothing of the draft is left, and Boris has the message with its picture.
  expect((await anna.get<Chat>(`/api/chats/${id}`)).marks.draft).toBeNull();
  const { messages } = await boris.get<{ messages: Message[] }>(`/api/chats/${id}/messages`);
  expect(messages).toMatchObject([{ text: 'From the harbour', attachments: [{ name: 'dawn.jpg' }] }]);
  const picture = messages[0]?.attachments?.[0]?.fileId;
  expect((await boris.ask('GET', `/api/files/${picture}/thumbnail`)).status).toBe(200);
});

journey('a voice message is recorded, sent and played', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris')];
  await anna.openDirect(boris);
  const [a, b] = [await stage.enter(anna), await stage.enter(boris)];
  await openChat(a.page, 'Boris');
  await a.page.getByRole('button', { name: 'Record a voice message' }).click();
  await recorded(a.page, 2);
  await keep(a.page, 'recording');
  await a.page.getByRole('button', { name: 'Stop and listen' }).click();
  await a.page.getByRole('button', { name: /^Play/ }).waitFor();
  await a.page.getByRole('group', { name: 'Recording' }).getByRole('button', { name: 'Send' }).click();
  const mine = a.page.locator('[data-message][data-delivery="sent"]');
  await mine.getByRole('button', { name: 'Play: Voice message' }).waitFor();

  await openChat(b.page, 'Anna');
  await playAt(b.page, 0.25);
  await b.page.getByRole('button', { name: 'Play: Voice message' }).click();
  const player = b.page.getByRole('region', { name: 'Play' });
  await player.waitFor();
  await keep(b.page, 'voice');
  await player
    .getByRole('slider', { name: 'Position' })
    .and(b.page.locator('[aria-valuenow]:not([aria-valuenow="0"])'))
    .waitFor();
  await playAt(b.page, 0.0625);
  // It goes on in another chat, and ends by itself.
  await openChat(b.page, 'Saved messages');
  await player.getByText('Anna').waitFor();
  await playAt(b.page, 1);
  await player.waitFor({ state: 'detached' });
});

journey('an upload broken by the network, and by a reload, goes on and is sent once', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris')];
  const chat = await anna.openDirect(boris);
  const a = await stage.enter(anna);
  await openChat(a.page, 'Boris');
  // Nine megabytes go in three pieces; the first arrives, then the network is gone.
  let pieces = 0;
  let isCut = true;
  await a.context.route('**/api/files/uploads/*', async (route) => {
    if (route.request().method() !== 'PATCH') return route.fallback();
    pieces += 1;
    if (isCut && pieces > 1) return route.abort('internetdisconnected');
    await route.fallback();
  });
  // From the disk: through the browser's own line so many bytes take seconds.
  const folder = await mkdtemp(join(tmpdir(), 'bridges-sea-'));
  await writeFile(join(folder, 'sea.bin'), Buffer.alloc(9_000_000, 7));
  await pick(a.page, 'files').setInputFiles(join(folder, 'sea.bin'));
  await a.page.getByRole('region', { name: 'To be sent' }).getByText('sea.bin').waitFor();
  await write(a.page, 'the whole sea');
  await bubble(a.page, 'the whole sea').and(a.page.locator('[data-delivery="waiting"]')).waitFor();
  await waitFor(async () => pieces > 1, { what: 'the upload to be cut' });
  await a.page.reload();
  await bubble(a.page, 'the whole sea').getByText('sea.bin').waitFor();
  // Another tab knows of it, too, and leaves it to the first.
  const second = await a.context.newPage();
  const bySecond: string[] = [];
  second.on('request', (request) => {
    if (request.url().includes('/api/files/uploads')) bySecond.push(request.method());
  });
  await second.goto(`/chat/${chat.id}`);
  await bubble(second, 'the whole sea').getByText('sea.bin').waitFor();
  const begun: string[] = [];
  const brought: string[] = [];
  a.context.on('response', (response) => {
    const request = response.request();
    if (request.method() === 'POST' && request.url().endsWith('/api/files/uploads'))
      begun.push(request.url());
    if (request.method() === 'PATCH' && request.url().includes('/api/files/uploads/'))
      brought.push(`${request.headers()['upload-offset']} ${response.status()}`);
  });
  isCut = false;
  await bubble(a.page, 'the whole sea')
    .and(a.page.locator('[data-delivery="sent"], [data-delivery="read"]'))
    .waitFor({ timeout: 30_000 });
  // It went on where it stood, and there is one message.
  expect(begun).toEqual([]);
  expect(brought).toEqual(['4194304 204', '8388608 204']);
  await bubble(second, 'the whole sea')
    .and(second.locator('[data-delivery="sent"], [data-delivery="read"]'))
    .waitFor();
  const { messages } = await boris.get<{ messages: { text: string; attachments?: { size: number }[] }[] }>(
    `/api/chats/${chat.id}/messages`,
  );
  expect(messages.map(({ text, attachments }) => [text, attachments?.[0]?.size])).toEqual([
    ['the whole sea', 9_000_000],
  ]);
  await waitFor(async () => (await keptUploads(a.page)) === 0, { what: 'the file to leave the browser' });
  await rm(folder, { recursive: true });
  expect(bySecond).toEqual([]);
});

journey('a picture of oneself is cut, seen by others, and removed', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris')];
  await anna.post((await anna.openDirect(boris)).id, 'Look at me');
  const [a, b] = [await stage.enter(anna, {}, '/settings/profile'), await stage.enter(boris)];
  await openChat(b.page, 'Anna');
  const face = await paint(a.page, 'face.jpg', 900, 600, 330);
  await pick(a.page, 'picture').setInputFiles(face);
  const dialog = a.page.getByRole('dialog', { name: 'Choose what is shown' });
  await dialog.getByRole('application').press('+');
  await dialog.getByRole('application').press('ArrowRight');
  await keep(a.page, 'crop');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await a.page.getByRole('button', { name: 'Change picture' }).waitFor();
  const seen = b.page.getByRole('link').filter({ hasText: 'Anna' }).locator('img[src*="/thumbnail"]');
  await seen.waitFor();
  await waitFor(() => seen.evaluate((one) => (one as HTMLImageElement).naturalWidth > 0), {
    what: 'her picture',
  });
  await keep(b.page, 'avatar');
  await a.page.getByRole('button', { name: 'Remove picture' }).click();
  await seen.waitFor({ state: 'detached' });
});

journey('in the dark, on a phone and in Russian; what was shared is found again', async (stage) => {
  const [anna, boris] = [await stage.register('Anna', 'Анна'), await stage.register('Boris', 'Борис')];
  await anna.openDirect(boris);
  const dark = { locale: 'ru-RU', colorScheme: 'dark' as const };
  const a = await stage.enter(anna, { ...dark, viewport: { width: 1440, height: 900 } });
  await openChat(a.page, 'Борис');
  const hues = [20, 200, 280, 230, 120, 60, 340];
  const pictures = await Promise.all(
    hues.map((hue, at) =>
      paint(a.page, `${at}.jpg`, at % 3 === 1 ? 900 : 1400, at % 3 === 1 ? 1400 : 900, hue),
    ),
  );
  await pick(a.page, 'media').setInputFiles(pictures);
  await write(a.page, 'Гавань со всех сторон, https://example.org/harbour');
  await pick(a.page, 'media').setInputFiles(pictures.slice(4, 5));
  await a.page.getByRole('region', { name: 'Будет отправлено' }).waitFor();
  await a.page.getByRole('button', { name: 'Отправить' }).click();
  await pick(a.page, 'files').setInputFiles([
    { name: 'Смета на ремонт причала.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 x') },
  ]);
  await write(a.page, 'И смета');
  await bubble(a.page, 'И смета').and(a.page.locator('[data-delivery="sent"]')).waitFor();
  await a.page.getByRole('button', { name: 'Записать голосовое сообщение' }).click();
  await recorded(a.page, 2);
  await keep(a.page, 'recording-dark-ru');
  await a.page.getByRole('button', { name: 'Отправить' }).click();
  await a.page.getByRole('button', { name: 'Слушать: Голосовое сообщение' }).waitFor();
  await a.page.getByRole('button', { name: 'О чате' }).click();
  await a.page.getByRole('region', { name: 'Общие материалы' }).locator('img').nth(7).waitFor();
  await keep(a.page, 'shared-dark-ru');
  await a.page.getByRole('tab', { name: 'Файлы' }).click();
  await a.page.getByRole('tabpanel').getByText('Смета на ремонт причала.pdf').waitFor();
  await a.page.getByRole('tab', { name: 'Ссылки' }).click();
  await a.page.getByRole('tabpanel').getByText('example.org/harbour').waitFor();

  await a.page.getByRole('button', { name: 'Открыть фото 4.jpg' }).first().click();
  const viewer = a.page.getByRole('dialog', { name: 'Фото и видео чата' });
  // On into the message before, of which the lightbox was not told.
  await viewer.getByRole('button', { name: 'Предыдущее' }).click();
  await viewer.getByRole('img', { name: '6.jpg' }).waitFor();
  await viewer.getByRole('button', { name: 'Показать в чате' }).click();
  await bubble(a.page, 'Гавань со всех сторон').waitFor();
  await a.page.waitForURL(/\/chat\/[^/]+\/1$/);

  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const b = await stage.enter(boris, { ...phone, locale: 'ru-RU' });
  await openChat(b.page, 'Анна');
  await b.page.getByRole('button', { name: 'Слушать: Голосовое сообщение' }).waitFor();
  const sharp = (page: Page) =>
    page
      .locator('[data-message] button[data-file] img')
      .evaluateAll((all) =>
        all.every(
          (one) => (one as HTMLImageElement).complete && !(one as HTMLImageElement).src.startsWith('data:'),
        ),
      );
  await waitFor(() => sharp(b.page), { what: 'the pictures' });
  await keep(b.page, 'phone-ru');
  await bubble(b.page, 'Гавань').getByRole('button').first().tap();
  await b.page.getByRole('dialog').getByRole('img').first().waitFor();
  await keep(b.page, 'phone-lightbox');

  // Two fingers enlarge it, one moves it, and at its whole size a swipe leads to the next.
  const picture = b.page.getByRole('dialog').locator('img[alt$=".jpg"]');
  const first = await picture.getAttribute('alt');
  const width = async () => (await picture.boundingBox())?.width ?? 0;
  const whole = await width();
  const fingers = await b.context.newCDPSession(b.page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...at: [number, number][]) =>
    fingers.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at.map(([x, y], id) => ({ x, y, id })),
    });
  await touch('touchStart', [170, 420]);
  await touch('touchStart', [170, 420], [220, 420]);
  for (let by = 10; by <= 90; by += 10) await touch('touchMove', [170 - by, 420], [220 + by, 420]);
  await touch('touchEnd');
  await waitFor(async () => (await width()) > whole * 2, { what: 'the picture to be enlarged' });
  const left = (await picture.boundingBox())?.x ?? 0;
  await touch('touchStart', [200, 420]);
  for (let by = 10; by <= 60; by += 10) await touch('touchMove', [200 + by, 420]);
  await touch('touchEnd');
  await waitFor(async () => Math.abs(((await picture.boundingBox())?.x ?? 0) - left - 60) <= 2, {
    what: 'the picture to be moved',
  });
  await b.page.getByRole('dialog').press('0');
  await waitFor(async () => Math.abs((await width()) - whole) <= 2, { what: 'the whole picture' });
  await touch('touchStart', [300, 420]);
  for (let by = 20; by <= 140; by += 20) await touch('touchMove', [300 - by, 420]);
  await touch('touchEnd');
  await waitFor(async () => (await picture.getAttribute('alt')) !== first, { what: 'the next picture' });
  const download = b.page.getByRole('dialog').locator('a[download]');
  expect(await download.getAttribute('href')).toMatch(/^\/api\/files\/[0-9a-f-]+\?download=1$/);
});

journey(
  'a button that is held records until it is let go, and voice messages follow each other',
  async (stage) => {
    const anna = await stage.register('Anna');
    const { page } = await stage.enter(anna);
    await openChat(page, 'Saved messages');
    const button = page.getByRole('button', { name: 'Record a voice message' });
    for (const count of [1, 2]) {
      const box = await button.boundingBox();
      if (!box) throw new Error('no button');
      await page.mouse.move(box.x + 20, box.y + 20);
      await page.mouse.down();
      await recorded(page, 1);
      await page.mouse.up();
      await page
        .locator('[data-message][data-delivery="sent"]')
        .nth(count - 1)
        .waitFor();
    }
    const plays = page.getByRole('log').getByRole('button', { name: /: Voice message$/ });
    const heard: string[] = [];
    page.on('request', (request) => {
      if (/api\/files\/[^/]+$/.test(request.url()) && request.resourceType() === 'media')
        heard.push(request.url());
    });
    await plays.first().click();
    await waitFor(async () => new Set(heard).size === 2, { what: 'the second to follow' });
    // Away to the side: nothing is sent.
    const box = await button.boundingBox();
    if (!box) throw new Error('no button');
    await page.mouse.move(box.x + 20, box.y + 20);
    await page.mouse.down();
    await recorded(page, 1);
    await page.mouse.move(box.x - 150, box.y + 20);
    await page.mouse.up();
    await page.getByRole('timer').waitFor({ state: 'detached' });
    expect(await plays.count()).toBe(2);
  },
);

journey('a film shows a frame of it, plays in its place and goes on beside another chat', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris')];
  const chat = await anna.openDirect(boris);
  const { page } = await stage.enter(anna);
  await openChat(page, 'Boris');
  await pick(page, 'media').setInputFiles(await makeFilm(page, 'waves.webm', 20));
  await write(page, 'waves');
  const message = bubble(page, 'waves');
  await message.and(page.locator('[data-delivery="sent"]')).waitFor();
  // A frame that is not the black one at its beginning; its place was kept before anything was loaded.
  const { messages } = await boris.get<{ messages: Message[] }>(`/api/chats/${chat.id}/messages`);
  expect(messages[0]?.attachments).toMatchObject([
    { kind: 'video', width: 320, height: 180, durationMs: 20_000, hasThumbnail: true },
  ]);
  const still = message.locator('button[data-file] img[src*="/thumbnail"]');
  await waitFor(() => still.evaluate((one) => (one as HTMLImageElement).naturalWidth > 0), {
    what: 'the frame',
  });
  const light = await still.evaluate((one) => {
    const pen = new OffscreenCanvas(1, 1).getContext('2d');
    pen?.drawImage(one as HTMLImageElement, 0, 0, 1, 1);
    return Math.max(...(pen?.getImageData(0, 0, 1, 1).data.slice(0, 3) ?? []));
  });
  expect(light).toBeGreaterThan(60);

  await playAt(page, 0.25);
  await message.getByRole('button', { name: 'Play video waves.webm' }).click();
  const video = page.locator('video[controls]');
  const stands = () => video.evaluate((one) => (one as HTMLVideoElement).currentTime);
  await waitFor(async () => (await stands()) > 0.2, { what: 'the film to play' });
  expect(await message.locator('video[controls]').count()).toBe(1);
  await openChat(page, 'Saved messages');
  await video.waitFor();
  const at = await stands();
  await waitFor(async () => (await stands()) > at, { what: 'the film to go on' });
  await keep(page, 'mini-film');
  await openChat(page, 'Boris');
  await message.locator('video[controls]').waitFor();
});

journey('files are pasted and dropped, onto another chat too; a refused one is told of', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris')];
  const carol = await stage.register('Carol');
  await anna.post((await anna.openDirect(boris)).id, 'one');
  await anna.post((await anna.openDirect(carol)).id, 'two');
  const { page } = await stage.enter(anna);
  await openChat(page, 'Boris');
  await hand(page, 'paste', '#composer', 'pasted.txt');
  const tray = page.getByRole('region', { name: 'To be sent' });
  await tray.getByText('pasted.txt').waitFor();
  await hand(page, 'dragenter', 'main', 'dropped.txt');
  await page.getByText('Drop files here to send them').waitFor();
  await keep(page, 'drop');
  await hand(page, 'drop', 'main', 'dropped.txt');
  await tray.getByText('dropped.txt').waitFor();
  await page.getByText('Drop files here to send them').waitFor({ state: 'detached' });
  expect(await tray.getByRole('listitem').count()).toBe(2);
  // The tray belongs to its chat, and stays there after a reload.
  await openChat(page, 'Carol');
  await tray.waitFor({ state: 'detached' });
  await page.reload();
  await openChat(page, 'Boris');
  await tray.getByText('dropped.txt').waitFor();
  await composer(page).press('Enter');
  await page.locator('[data-message][data-delivery="sent"]').getByText('dropped.txt').waitFor();

  await hand(page, 'dragenter', 'main', 'for-carol.txt');
  await page.getByText('Drop files here to send them').waitFor();
  await hand(page, 'drop', 'a[data-list-row]:has-text("Carol")', 'for-carol.txt');
  const dialog = page.getByRole('dialog', { name: 'Send 1 file to “Carol”?' });
  await dialog.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('link').filter({ hasText: 'Carol' }).getByText('for-carol.txt').waitFor();

  // What is scheduled takes its files along; it waits in the field, and can go at once.
  await hand(page, 'paste', '#composer', 'minutes.txt');
  await tray.getByText('minutes.txt').waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Send later…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Schedule' }).click();
  await page.getByText('Will be sent').waitFor();
  await tray.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Scheduled messages' }).click();
  const later = page.getByRole('dialog', { name: 'Scheduled messages' });
  await later.getByRole('listitem').getByText('minutes.txt').waitFor();
  await keep(page, 'scheduled');
  await later.getByRole('button', { name: 'Send now' }).click();
  await later.getByText('Nothing is scheduled here').waitFor();
  await page.keyboard.press('Escape');
  await page
    .getByRole('log')
    .getByRole('link', { name: /^Download minutes.txt/ })
    .waitFor();
  await page.getByRole('button', { name: 'Scheduled messages' }).waitFor({ state: 'detached' });

  await page.route('**/api/files/uploads', (route) =>
    route.fulfill({
      status: 413,
      json: { error: { code: 'files.quota_exceeded', message: 'No room.', isRetryable: false } },
    }),
  );
  await hand(page, 'paste', '#composer', 'huge.bin');
  await tray.getByRole('alert').getByText('take up all the room').waitFor();
  await page.unroute('**/api/files/uploads');
  await tray.getByRole('button', { name: 'Try huge.bin again' }).click();
  await tray.getByRole('link', { name: /^Download huge.bin/ }).waitFor();
});

/** Does with a file what a person does with a mouse or with Ctrl+V. */
async function hand(page: Page, type: 'paste' | 'dragenter' | 'drop', target: string, name: string) {
  await page
    .locator(target)
    .first()
    .evaluate(
      (element, [kind, fileName]) => {
        const data = new DataTransfer();
        data.items.add(new File(['some bytes'], fileName, { type: 'text/plain' }));
        const options = { bubbles: true, cancelable: true };
        element.dispatchEvent(
          kind === 'paste'
            ? new ClipboardEvent(kind, { ...options, clipboardData: data })
            : new DragEvent(kind, { ...options, dataTransfer: data }),
        );
      },
      [type, name] as const,
    );
}

/** How many files this browser keeps for uploads. */
function keptUploads(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('bridges');
        opening.onerror = () => reject(new Error('no database'));
        opening.onsuccess = () => {
          const asking = opening.result.transaction('uploads').objectStore('uploads').count();
          asking.onsuccess = () => (opening.result.close(), resolve(asking.result));
        };
      }),
  );
}
