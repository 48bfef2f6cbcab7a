import { expect, it } from 'vitest';
import { messagePlace } from './message-place.ts';
import { outcomesByStep } from './outcome-kinds.ts';

const chatId = '01932f00-0000-7000-8000-0000000000c4';

it.each([
  `https://chat.example.org/chat/${chatId}/17`,
  `https://chat.example.org/chat/${chatId.toUpperCase()}/17/?a=b#c`,
  `/chat/${chatId}/17`,
  `${chatId}/17`,
  ` ${chatId} 17 `,
  `${chatId}: 17`,
  `${chatId}, 17`,
  `${chatId}#17`.replace('#', ' #'),
])('finds the message in "%s"', (text) => {
  expect(messagePlace(text)).toEqual({ chatId, seq: 17 });
});

it.each(['', chatId, '17', `${chatId} 0`, `${chatId} x`, `https://chat.example.org/chat/${chatId}/info`])(
  'finds none in "%s"',
  (text) => {
    expect(messagePlace(text)).toBeNull();
  },
);

it('sorts decisions into few kinds', () => {
  const byStep = outcomesByStep([
    { step: 'push', code: 'delivered', count: 3 },
    { step: 'push', code: 'muted', count: 2 },
    { step: 'push', code: 'level_none', count: 1 },
    { step: 'push', code: 'of_a_newer_server', count: 1 },
    { step: 'email', code: 'gone', count: 4 },
  ]);
  expect([...byStep]).toEqual([
    ['push', { told: 3, seen: 0, wished: 3, off: 0, later: 1, failed: 0 }],
    ['email', { told: 0, seen: 0, wished: 0, off: 0, later: 0, failed: 4 }],
  ]);
});
