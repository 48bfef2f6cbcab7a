import { describe, expect, it } from 'vitest';
import { linksIn, mentionsIn, parseMarkdown, plainText } from './index.ts';
import type { Block, Inline } from './index.ts';

/** The tree in brackets: short enough to read in a table. */
function show(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if (block.type === 'paragraph') return showInlines(block.children);
      if (block.type === 'quote') return `quote(${show(block.children)})`;
      if (block.type === 'code') return `code:${block.language ?? ''}(${block.text})`;
      if (block.type === 'table') {
        const rows = block.rows.map((row) => row.map(showInlines).join(' | ')).join(' / ');
        return `table${block.aligns.map((align) => align?.charAt(0) ?? '-').join('')}(${rows})`;
      }
      return `${block.isOrdered ? 'ol' : 'ul'}(${block.items.map((item) => `${item.number ?? ''}(${show(item.children)})`).join('')})`;
    })
    .join(' ¶ ');
}
function showInlines(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.text;
      if (node.type === 'break') return '⏎';
      if (node.type === 'code') return `\`(${node.text})`;
      if (node.type === 'mention') return `mention(${node.username})`;
      const of = node.type === 'link' ? `link<${node.url}>` : node.type;
      return `${of}(${showInlines(node.children)})`;
    })
    .join('');
}

describe('inline formatting', () => {
  const cases: [string, string][] = [
    ['plain', 'plain'],
    ['**b** *i* _i_ __b__', 'bold(b) italic(i) italic(i) bold(b)'],
    ['***both***', 'bold(italic(both))'],
    ['**a *b* c**', 'bold(a italic(b) c)'],
    ['*a **b** c*', 'italic(a bold(b) c)'],
    ['*a**b*', 'italic(a**b)'],
    ['**a *b** c*', 'bold(a *b) c*'],
    ['~~gone~~ ~one~', 'strike(gone) ~one~'],
    ['||secret **b**|| a || b', 'spoiler(secret bold(b)) a || b'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['snake_case_name and __init__.py', 'snake_case_name and bold(init).py'],
    ['un**frigging**believable', 'unbold(frigging)believable'],
    ['**жирный**текст', 'bold(жирный)текст'],
    ['****', '****'],
    ['** no **', '** no **'],
    ['`a*b*c`', '`(a*b*c)'],
    ['``a`b``', '`(a`b)'],
    ['` a `', '`(a)'],
    ['`open **b**', '`open bold(b)'],
    ['a\nb', 'a⏎b'],
    ['a\r\nb', 'a⏎b'],
    ['a\n\nb', 'a ¶ b'],
    ['# no heading', '# no heading'],
    ['\\*not\\* C:\\path', '*not* C:\\path'],
    ['<b>html</b> &amp;', '<b>html</b> &amp;'],
    ['~~a *b* `c`~~', 'strike(a italic(b) `(c))'],
  ];
  it.each(cases)('%j', (source, tree) => expect(show(parseMarkdown(source))).toBe(tree));
});

describe('links', () => {
  const cases: [string, string][] = [
    ['see https://a.example/x_y_z.', 'see link<https://a.example/x_y_z>(https://a.example/x_y_z).'],
    ['**https://a.example**', 'bold(link<https://a.example>(https://a.example))'],
    ['(https://a.example/w_(x))', '(link<https://a.example/w_(x)>(https://a.example/w_(x)))'],
    ['www.a.example!', 'link<https://www.a.example>(www.a.example)!'],
    ['[t](https://a.example/w_(x))', 'link<https://a.example/w_(x)>(t)'],
    ['[**b**](mailto:a@b.example) [c](tel:+7495)', 'link<mailto:a@b.example>(bold(b)) link<tel:+7495>(c)'],
    ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
    ['[x](JaVaScript:alert(1))', '[x](JaVaScript:alert(1))'],
    ['[x](data:text/html,<b>)', '[x](data:text/html,<b>)'],
    [
      '[x](vbscript:x) [y](file:///etc) [z](//a.example) [r](/me)',
      '[x](vbscript:x) [y](file:///etc) [z](//a.example) [r](/me)',
    ],
    ['[ \u202e](https://a.example)', '[ \u202e](https://a.example)'],
    ['[\r](https://a.example)', '[⏎](https://a.example)'],
    ['[**\u200b**](https://a.example)', '[bold(\u200b)](https://a.example)'],
    ['[x]( https://a.example)', '[x]( link<https://a.example>(https://a.example))'],
    ['[x](https://)', '[x](https://)'],
    ['[x](https://a\u202egpj.exe)', '[x](link<https://a>(https://a)\u202egpj.exe)'],
    [
      '[https://good.example](https://bad.example)',
      '[link<https://good.example>(https://good.example)](https://bad.example)',
    ],
    ['[a] b](https://a.example)', '[a] b](https://a.example)'],
    ['[](https://a.example)', '[](https://a.example)'],
    ['xhttps://a.example javascript:alert(1)', 'xhttps://a.example javascript:alert(1)'],
  ];
  it.each(cases)('%j', (source, tree) => expect(show(parseMarkdown(source))).toBe(tree));

  it('are listed once each', () => {
    const tree = parseMarkdown(
      'https://a.example **https://b.example** https://a.example `https://c.example`',
    );
    expect(linksIn(tree)).toEqual(['https://a.example', 'https://b.example']);
  });
});

describe('mentions', () => {
  it.each([
    ['@bob, hi', ['bob']],
    ['Hi @Bob.Smith-1.', ['bob.smith-1']],
    ['(@bob) **@carol** > @dan', ['bob', 'carol', 'dan']],
    ['mail bob@a.example @', []],
    ['`@bob` ```@bob```', []],
    ['@all @все', ['all', 'все']],
    ['> @bob\n- @carol', ['bob', 'carol']],
    ['@@bob', []],
  ])('%j', (source, names) => expect(mentionsIn(parseMarkdown(source))).toEqual(names));
});

describe('blocks', () => {
  const cases: [string, string][] = [
    ['> a\n> b\nc', 'quote(a⏎b) ¶ c'],
    ['> a\n> > b', 'quote(a ¶ quote(b))'],
    ['```ts\nlet a = `1`;\n\n  b\n```\nend', 'code:ts(let a = `1`;\n\n  b) ¶ end'],
    ['```\nopen', 'code:(open)'],
    ['```hello world\nx\n```', 'code:(hello world\nx)'],
    ['```one line```', '`(one line)'],
    ['````\n```\n````', 'code:(```)'],
    ['- a\n- b', 'ul((a)(b))'],
    ['* a\n* b *i*', 'ul((a)(b italic(i)))'],
    ['1. a\n5. b', 'ol(1(a)5(b))'],
    ['- a\n  - b\n  - c\n- d', 'ul((a ¶ ul((b)(c)))(d))'],
    ['- a\n  more', 'ul((a⏎more))'],
    ['-5 degrees\n- 5', '-5 degrees ¶ ul((5))'],
    ['text\n- a\n\ntext', 'text ¶ ul((a)) ¶ text'],
    ['2020. A good year', 'ol(2020(A good year))'],
    ['3.14 is pi', '3.14 is pi'],
    ['> - `a`\n> ```\n> b\n> ```', 'quote(ul((`(a))) ¶ code:(b))'],
    ['', ''],
    ['   \n ', ''],
  ];
  it.each(cases)('%j', (source, tree) => expect(show(parseMarkdown(source))).toBe(tree));
});

describe('tables', () => {
  const cases: [string, string][] = [
    ['| a | b |\n|---|:-:|\n| 1 | 2 |', 'table-c(a | b / 1 | 2)'],
    ['a|b\n-|-:\n**1**|`2`', 'table-r(a | b / bold(1) | `(2))'],
    ['before\n| a |\n| - |\n| 1 |\nafter', 'before ¶ table-(a / 1) ¶ after'],
    ['| a |\n|:--|\n\n| b |', 'tablel(a) ¶ | b |'],
    ['| a \\| b |\n|---|\n| [x](https://c.example) |', 'table-(a | b / link<https://c.example>(x))'],
    ['|a|b|\n|-|-|\n|1|\n|1|2|3|', 'table--(a | b / 1 / 1 | 2 | 3)'],
    ['> |a|b|\n> |-|-|\n> |1||', 'quote(table--(a | b / 1 | ))'],
    // No tables: the columns differ, nothing is above, there is no pipe.
    ['| a | b |\n|---|', '| a | b |⏎|---|'],
    ['|---|', '|---|'],
    ['a\n---', 'a⏎---'],
    ['a | b\nc | d', 'a | b⏎c | d'],
    ['||secret||\n---', 'spoiler(secret)⏎---'],
  ];
  it.each(cases)('%j', (source, tree) => expect(show(parseMarkdown(source))).toBe(tree));

  it('have 32 columns at most, and lose nothing that is written beyond', () => {
    const [table] = parseMarkdown(`|a|b|\n|-|-|\n|${'c|'.repeat(40)}`);
    if (table?.type !== 'table') throw new Error('no table');
    expect(table.rows[1]).toHaveLength(32);
    expect(plainText([table]).replaceAll(/[^c]/g, '')).toHaveLength(40);
    expect(show(parseMarkdown(`|${'a|'.repeat(40)}\n|${'-|'.repeat(40)}`))).not.toContain('table');
  });

  it('tell of mentions and links in their cells', () => {
    const tree = parseMarkdown('|who|where|\n|-|-|\n|@bob|https://a.example|');
    expect(mentionsIn(tree)).toEqual(['bob']);
    expect(linksIn(tree)).toEqual(['https://a.example']);
    expect(plainText(tree)).toBe('who | where\n@bob | https://a.example');
  });
});

describe('plain text', () => {
  it('reads without marks, and keeps spoilers to itself', () => {
    const tree = parseMarkdown('**a** [b](https://c.example) ||d||\n- e\n1. f\n> g\n```\nh\n```');
    expect(plainText(tree)).toBe('a b ▒▒▒▒\n• e\n1. f\ng\nh');
    expect(plainText(tree, { showsSpoilers: true })).toContain('a b d');
  });
});
