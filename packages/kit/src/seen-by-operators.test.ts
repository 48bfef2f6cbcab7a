import { expect, it } from 'vitest';
import { visibleError, visiblePayload } from './seen-by-operators.ts';

const id = '01930000-0000-7000-8000-000000000042';

it('shows what a job was about, and nothing that people wrote', () => {
  expect(
    visiblePayload({
      id,
      seq: 7,
      isLast: true,
      nothing: null,
      ids: [id, 'secret'],
      email: 'anna@example.org',
      update: { message: { text: 'hello' } },
    }),
  ).toEqual({
    id,
    seq: 7,
    isLast: true,
    nothing: null,
    ids: [id, '…'],
    email: '…',
    update: '…',
  });
  expect(visiblePayload({ ids: Array.from({ length: 30 }, () => id) })['ids']).toHaveLength(21);
  for (const payload of [null, 'text', ['text'], 7]) expect(visiblePayload(payload)).toEqual({});
});

it('shows the first line of an error without addresses', () => {
  expect(visibleError('550 no such user <anna@example.org>: gone\nat line 1')).toBe(
    '550 no such user <…@…>: gone',
  );
  expect(visibleError('GET https://a.example/x?token=abc failed')).toBe('GET https://a.example/x?… failed');
  expect(visibleError('x'.repeat(900))).toHaveLength(200);
});
