import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { pageRead } from './page-read.ts';

const read = (html: string, charset?: string) =>
  pageRead(Buffer.from(html), 'https://example.org/a/b', charset);

test('reads Open Graph, and what stands for it', async () => {
  expect(
    await read(
      '<head><title>Plain</title><meta property="og:title" content="The &quot;harbour&quot; &amp; more">' +
        '<meta name="description" content="Ships"><meta property="og:image" content="/i.png">' +
        '<meta property="og:site_name" content="Example"></head><body><meta property="og:title" content="late">',
    ),
  ).toEqual({
    url: 'https://example.org/a/b',
    title: 'The "harbour" & more',
    description: 'Ships',
    siteName: 'Example',
    imageUrl: 'https://example.org/i.png',
  });
  expect(await read('<title>Only\n a  title</title>')).toMatchObject({
    title: 'Only a title',
    siteName: 'example.org',
    imageUrl: undefined,
  });
  expect(await read('<p>nothing</p>')).toBeUndefined();
});

test('reads other charsets, told or written', async () => {
  const bytes = Buffer.concat([Buffer.from('<title>'), Buffer.of(0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2)]);
  expect(await pageRead(bytes, 'https://a.org/', 'windows-1251')).toMatchObject({ title: 'Привет' });
  const written = Buffer.concat([Buffer.from('<meta charset=windows-1251>'), bytes]);
  expect(await pageRead(written, 'https://a.org/')).toMatchObject({ title: 'Привет' });
  expect(await pageRead(Buffer.from('<title>x'), 'https://a.org/', 'klingon')).toMatchObject({ title: 'x' });
});

test('makes plain lines of whatever is said', async () => {
  const evil = `\u202egnp.exe ${'a\u0301'.padEnd(600, '\u0301')} <script>alert(1)</script> ${'x'.repeat(5000)}`;
  const page = await read(`<meta property="og:title" content="${evil.replaceAll('<', '&lt;')}">`);
  expect([...(page?.title ?? '')].length).toBeLessThanOrEqual(200);
  expect(page?.title).not.toMatch(/\u202e|\u0301{4}/);
});

test.each([
  ['open tags', '<a>'.repeat(90_000)],
  ['attributes', `<meta ${'a=b '.repeat(65_000)}>`],
  ['angle brackets', '<'.repeat(262_144)],
  ['entities', `<title>${'&amp'.repeat(65_000)}`],
  ['metas', '<meta name="a" content="b">'.repeat(10_000)],
  ['one long title', `<title>${'x'.repeat(262_000)}`],
])('a page of nothing but %s holds nobody up', async (_what, html) => {
  // What others do on this machine holds it up as well: the shortest of several tries counts.
  const pauses: number[] = [];
  for (let round = 0; round < 20 && !(Math.min(...pauses) < 50); round++) {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    await read(html);
    delay.disable();
    pauses.push(delay.max / 1e6 - 5);
  }
  expect(Math.min(...pauses)).toBeLessThan(50);
});
