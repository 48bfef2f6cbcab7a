import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Rgba = [number, number, number, number];
type Tokens = ReadonlyMap<string, Rgba>;

const source = join(import.meta.dirname, '..');
const tokensCss = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

/** The colours of a theme: dark ones stand in for the light ones they replace. */
function tokensOf(theme: 'light' | 'dark'): Tokens {
  const [light = '', dark = ''] = tokensCss.split(":root[data-theme='dark']");
  const css = theme === 'light' ? light : light + dark;
  const found = css.matchAll(/--([\w-]+):\s*#([0-9a-f]{6})([0-9a-f]{2})?;/g);
  return new Map(
    [...found].map(([, name = '', rgb = '', alpha = 'ff']) => [
      name,
      [...[0, 2, 4].map((at) => parseInt(rgb.slice(at, at + 2), 16)), parseInt(alpha, 16) / 255] as Rgba,
    ]),
  );
}

const over = (top: Rgba, below: Rgba): Rgba => {
  const mix = (at: 0 | 1 | 2) => top[at] * top[3] + below[at] * (1 - top[3]);
  return [mix(0), mix(1), mix(2), 1];
};
const luminance = ([r, g, b]: Rgba): number => {
  const linear = (part: number) =>
    part <= 0.04045 * 255 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
};
/** WCAG 2: from 1 to 21. */
function contrast(one: Rgba, other: Rgba): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** `text on tint on surface`, the lowest last, `tint/11`: 11 % of it; in words, so that a failure reads well. */
function contrastOf(tokens: Tokens, pair: string): number {
  const layers = pair.split(' on ').map((layer): Rgba => {
    const [name = '', percent = '100'] = layer.split('/');
    const found = tokens.get(name);
    if (!found) throw new Error(`no colour --${name}`);
    const [r, g, b, alpha] = found;
    return [r, g, b, (alpha * Number(percent)) / 100];
  });
  const [text, ...below] = layers as [Rgba, Rgba, ...Rgba[]];
  const ground = below.reduceRight((lower, upper) => over(upper, lower));
  return contrast(over(text, ground), ground);
}

const each = (text: string, grounds: readonly string[]) => grounds.map((ground) => `${text} on ${ground}`);
const surfaces = ['background', 'surface', 'raised', 'sunken', 'hover'];
const bubbles = ['bubble', 'bubble-own'];
const numbers = [0, 1, 2, 3, 4, 5, 6, 7];

/** What is read where its ground comes from an element around it. */
const inherited = [
  ...each('text', [
    ...surfaces,
    ...bubbles,
    'accent-tint',
    'mark',
    'mark on bubble-own',
    'code on bubble',
    'code on bubble-own',
  ]),
  ...each('text-quiet', [...surfaces, 'bubble', 'accent-tint']),
  ...each('text-faint', ['surface', 'raised', 'sunken', 'hover', 'bubble']),
  ...each('accent-text', ['surface', 'raised', 'hover', 'accent-tint', 'accent-tint-deep', 'bubble']),
  ...each('link', [...bubbles, 'surface', 'raised', 'code on bubble', 'code on bubble-own']),
  ...each('danger', ['surface', 'raised', 'hover', 'bubble']),
  ...each('success', ['surface', 'raised']),
  ...each('bubble-own-quiet', ['bubble-own']),
  ...['reaction', 'reaction-hover'].flatMap((chip) =>
    each('on-reaction', [`${chip} on bubble`, `${chip} on bubble-own`]),
  ),
  ...each('on-media', ['media-cover-strong on media-black', 'media-night']),
  ...numbers.flatMap((at) => each(`name-${at}`, ['bubble', 'surface', 'raised', `name-${at}/11 on bubble`])),
  'link on link/11 on bubble-own',
  // Code within my own messages and within others'.
  ...['quiet', 'string', 'number', 'keyword', 'name'].flatMap((kind) =>
    each(`code-${kind}`, ['code on bubble', 'code on bubble-own']),
  ),
  ...each('on-accent', ['accent', 'accent-strong']),
];
/** Large letters, and shapes that mean something. */
const graphical = [
  ...numbers.flatMap((at) => each('on-avatar', [`avatar-${at}`])),
  ...each('tick-read', ['bubble-own', 'surface']),
  ...each('focus', ['surface', 'background', 'raised', ...bubbles]),
  ...each('online', ['surface']),
  ...each('accent', ['surface', 'raised', 'background']),
  ...each('on-media', ['media-cover on media-empty']),
];

/** A rule that names both its letters' colour and its ground. */
function writtenTogether(): string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.css'),
  );
  const pairs = new Set<string>();
  for (const file of files) {
    for (const [, body = ''] of readFileSync(join(source, file), 'utf8').matchAll(/\{([^{}]*)\}/g)) {
      const text = /(?:^|[;\s])color:\s*var\(--([\w-]+)\)/.exec(body)?.[1];
      const ground = /background(?:-color)?:\s*var\(--([\w-]+)\)/.exec(body)?.[1];
      if (text && ground) pairs.add(`${text} on ${ground}`);
    }
  }
  return [...pairs];
}

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const tokens = tokensOf(theme);
  const weak = (pairs: readonly string[], least: number) =>
    pairs
      .map((pair) => ({ pair, ratio: Math.round(contrastOf(tokens, pair) * 100) / 100 }))
      .filter(({ ratio }) => ratio < least);

  it('letters stand out from their ground by 4.5', () => {
    expect(weak(inherited, 4.5)).toEqual([]);
  });

  it('so they do wherever a rule names both', () => {
    const pairs = writtenTogether();
    expect(pairs.length).toBeGreaterThan(20);
    // What lets something through lies on a surface.
    const whole = pairs.map((pair) => {
      const ground = tokens.get(pair.split(' on ')[1] ?? '');
      return ground && ground[3] < 1 ? `${pair} on surface` : pair;
    });
    expect(weak(whole, 4.5)).toEqual([]);
  });

  it('shapes and large letters by 3', () => {
    expect(weak(graphical, 3)).toEqual([]);
  });
});
