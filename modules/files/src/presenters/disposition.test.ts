import { expect, test } from 'vitest';
import { contentDisposition } from './disposition.ts';

test.each([
  ['a b.png', true, `inline; filename="a b.png"; filename*=UTF-8''a%20b.png`],
  ['фото.png', false, `attachment; filename="____.png"; filename*=UTF-8''%D1%84%D0%BE%D1%82%D0%BE.png`],
  [
    `a"\\%';(x)*.txt`,
    false,
    `attachment; filename="a___';(x)*.txt"; filename*=UTF-8''a%22%5C%25%27%3B%28x%29%2A.txt`,
  ],
  ['a\r\nX: y', false, `attachment; filename="a__X: y"; filename*=UTF-8''a%0D%0AX%3A%20y`],
  ['\ud800', false, `attachment; filename="_"; filename*=UTF-8''%EF%BF%BD`],
])('%j', (name, isInline, header) => {
  expect(contentDisposition(name, isInline)).toBe(header);
});
