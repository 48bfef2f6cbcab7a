import { expect, it } from 'vitest';
import { highlight } from './highlight.ts';

const shown = (code: string, language: string | null) =>
  highlight(code, language)
    .filter(({ kind }) => kind !== 'plain')
    .map(({ kind, text }) => `${kind}:${text}`);

it('colours keywords, strings, numbers, calls and comments', () => {
  expect(shown('const a = f("x", 12); // why', 'ts')).toEqual([
    'keyword:const',
    'name:f',
    'string:"x"',
    'number:12',
    'comment:// why',
  ]);
  expect(shown("SELECT 'a' -- no", 'sql')).toEqual(['keyword:SELECT', "string:'a'", 'comment:-- no']);
  expect(shown('x = 1 # note', 'python')).toEqual(['number:1', 'comment:# note']);
});

it('loses nothing of the code and takes no time on nonsense', () => {
  const odd = `"\\"'\`/*${'`"\'/*'.repeat(800)}${'#'.repeat(2000)}`;
  for (const language of [null, 'ts', 'py', 'sql', 'html', 'nonsense']) {
    const cpuBefore = process.threadCpuUsage();
    expect(
      highlight(odd, language)
        .map(({ text }) => text)
        .join(''),
    ).toBe(odd);
    expect(process.threadCpuUsage(cpuBefore).user / 1000).toBeLessThan(200);
  }
});
