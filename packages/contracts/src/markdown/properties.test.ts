import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxDepth, parseMarkdown, plainText, safeUrl } from './index.ts';
import type { Block, Inline } from './index.ts';

const marks = [
  '*',
  '**',
  '***',
  '_',
  '__',
  '~~',
  '||',
  '`',
  '``',
  '```',
  '[',
  ']',
  '(',
  ')',
  '](',
  '](https://a.example)',
];
const others = [
  '\n',
  '\n\n',
  '|',
  '| a | b |\n|---|:-:|\n',
  '\n|-|-|\n',
  ' ',
  '  ',
  '> ',
  '- ',
  '1. ',
  '\\',
  '@bob',
  '@',
  'https://a.example/x',
  'www.b.example',
  'javascript:',
  'data:,',
  'a',
  'слово',
  '👩‍👩‍👧',
  '\u202e',
  '\u0301',
  '<b>',
  '\r',
];
const source = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.array(fc.constantFrom(...marks, ...others), { maxLength: 120 }).map((parts) => parts.join('')),
);

describe('whatever is written', () => {
  it('is parsed, and nothing of its words is lost, added or moved', () => {
    fc.assert(
      fc.property(source, (text) => {
        const tree = parseMarkdown(text);
        const said = plainText(tree, { showsSpoilers: true });
        expect(isWithin(lettersOf(said), lettersOf(text))).toBe(true);
        expect(wordsOf(everythingIn(tree))).toBe(wordsOf(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('leads nowhere but where links may', () => {
    fc.assert(
      fc.property(source, (text) => {
        for (const url of urlsOf(parseMarkdown(text))) expect(safeUrl(url)).toBe(url);
      }),
      { numRuns: 1000 },
    );
  });

  it('is nested no deeper than may be walked', () => {
    fc.assert(
      fc.property(source, (text) => {
        expect(depthOf(parseMarkdown(text))).toBeLessThanOrEqual(maxDepth.blocks + 2 + maxDepth.inlines + 1);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('100,000 characters made to be slow', () => {
  const size = 100_000;
  const fill = (unit: string) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
  const half = (open: string, close: string) =>
    fill(open).slice(0, size / 2) + fill(close).slice(0, size / 2);
  const attacks: Record<string, string> = {
    ...Object.fromEntries(
      [
        '*',
        '**',
        '* ',
        '*a ',
        'a* ',
        '*a* ',
        '**a ',
        '*a**b',
        '_a ',
        '_*',
        '`',
        '`a``b',
        '` ',
        '~~a ',
        '||a ',
        '|| ',
        '[',
        ']',
        '[]',
        '[a](',
        '](',
        '[a](b',
        '](https://a.example',
        '(',
        '> ',
        '>',
        '> \n',
        '- ',
        '-\n',
        '  - a\n',
        '1. ',
        '\\',
        '\\*',
        '@',
        '@a',
        'https://',
        'https://:',
        'https://a ',
        'https://a.example/(',
        'www.',
        'w',
        'h',
        '\n',
        ' ',
        ' a',
        '```\n',
        '``` \n',
        '```a\n',
        '\u0301',
        '\u202e',
        '👩‍👩‍👧',
        '[*_~~||',
        '|',
        '|\n',
        '|-',
        '|-|\n',
        '|a|\n|-|\n',
        'a|b\n-|-\n',
        '| - ',
        '|:',
        '\\|',
        '|*a',
        'a***b',
        '*** a',
      ].map((unit) => [JSON.stringify(unit), fill(unit)]),
    ),
    'nested italics': half('*a ', ' a*'),
    'nested brackets': half('[', ']'),
    'nested links': half('[a', '](https://a.example)'),
    'links that hold a link': `${fill('[').slice(0, size / 2)}https://a.example ${fill('](https://b.example)').slice(0, size / 2)}`,
    'brackets before marks': half('[', 'a***'),
    'open kinds, then closers': half('**a *b _c ~~d ||e ', 'a* '),
    'an address without end': `https://${fill('a')}`,
    'a table of 30,000 cells': `|a|b|c|\n|-|-|-|\n${'|a|b|c|\n'.repeat(10_000)}`,
    'a line of dashes, nearly': `|${'-|'.repeat(40_000)}x\n`.repeat(2),
    'blanks within a line of dashes': `a|b\n-|-${' '.repeat(90_000)}-`,
    'deep lists': Array.from({ length: 440 }, (_, depth) => `${' '.repeat(depth)}- a`).join('\n'),
    'quotes 10,000 deep': `${'>'.repeat(10_000)} a`,
    'quotes 10,000 deep, spaced': `${'> '.repeat(10_000)}a`,
  };

  // Time of this thread, not of the clock: other processes share the cores.
  const costOf = (text: string): number => {
    const before = process.threadCpuUsage();
    parseMarkdown(text);
    return process.threadCpuUsage(before).user / 1000;
  };
  const usual = fill('Hello *there*, see https://a.example and **do** it. ');

  it.each(Object.entries(attacks))('%s', (_name, text) => {
    // The best of five, as the compiler shares the thread; on a slow machine the usual text takes longer, too.
    const took = Math.min(...[1, 2, 3, 4, 5].map(() => costOf(text)));
    const takesUsually = [1, 2, 3, 4, 5].reduce((sum) => sum + costOf(usual) / 5, 0);
    expect(took).toBeLessThan(Math.max(50, 10 * takesUsually));
  });
});

const lettersOf = (text: string) => text.replaceAll(/[\s•]/g, '');
/** Letters, which no mark is made of. */
const wordsOf = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{M}]/gu, '');

/** All that was written: with the addresses of links and the languages of code, which are not said. */
function everythingIn(nodes: readonly (Block | Inline)[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'code') return `${'language' in node ? (node.language ?? '') : ''}${node.text}`;
      if ('text' in node) return node.text;
      const inside = everythingIn(childrenOf(node));
      return node.type === 'link' && !node.url.endsWith(inside) ? inside + node.url : inside;
    })
    .join('');
}

function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of part) {
    at = whole.indexOf(letter, at) + letter.length;
    if (at < letter.length) return false;
  }
  return true;
}

function urlsOf(nodes: readonly (Block | Inline)[]): string[] {
  return nodes.flatMap((node) => [...(node.type === 'link' ? [node.url] : []), ...urlsOf(childrenOf(node))]);
}

function childrenOf(node: Block | Inline): readonly (Block | Inline)[] {
  if (node.type === 'table') return node.rows.flat(2);
  if (node.type === 'list') return node.items.flatMap((item) => item.children);
  return 'children' in node ? node.children : [];
}

function depthOf(nodes: readonly (Block | Inline)[]): number {
  return nodes.length === 0 ? 0 : 1 + Math.max(...nodes.map((node) => depthOf(childrenOf(node))));
}
