import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const source = join(import.meta.dirname, '..');
const styles = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.css'))
  .map((name) => ({ name, css: readFileSync(join(source, name), 'utf8') }));

it('loads no font, so that no text jumps when one comes', () => {
  expect(styles.length).toBeGreaterThan(30);
  expect(styles.filter(({ css }) => /@font-face|@import|url\(/.test(css)).map(({ name }) => name)).toEqual(
    [],
  );
});

it('names colours in one file only', () => {
  // `black` in a mask is no colour: it says what is shown.
  const named =
    /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab)\(|(?:color|background|fill|stroke):\s*(?:white|black|red|gr[ae]y)\b/i;
  const elsewhere = styles.filter(({ name, css }) => !name.endsWith('tokens.css') && named.test(css));
  expect(elsewhere.map(({ name }) => name)).toEqual([]);
});

it('gives both themes the same colours', () => {
  const tokens = styles.find(({ name }) => name.endsWith('tokens.css'))?.css ?? '';
  const [light = '', dark = ''] = tokens.split(":root[data-theme='dark']");
  const names = (css: string) => [...css.matchAll(/--([\w-]+):\s*#/g)].map(([, name = '']) => name);
  const known = new Set(names(light));
  expect(names(dark).filter((name) => !known.has(name))).toEqual([]);
});
