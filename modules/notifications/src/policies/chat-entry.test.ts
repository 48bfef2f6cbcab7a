import { uuid } from '@bridges/contracts';
import { expect, it } from 'vitest';
import { chatEntryId, lookAgainAfter } from './chat-entry.ts';

it('is one entry a person and chat', () => {
  const [bob, carol, chat] = ['bob', 'carol', 'chat'];
  expect(chatEntryId(bob, chat)).toBe(chatEntryId(bob, chat));
  expect(chatEntryId(bob, chat)).not.toBe(chatEntryId(carol, chat));
  expect(uuid.safeParse(chatEntryId(bob, chat)).success).toBe(true);
});

it('looks ever less often where everybody who is away has an entry', () => {
  const rests: number[] = [];
  let restSeconds = 0;
  for (let look = 0; look < 9; look++) {
    restSeconds = lookAgainAfter({ restSeconds, foundNew: look === 0, members: 2 }, 3);
    rests.push(restSeconds);
  }
  expect(rests).toEqual([3, 6, 12, 24, 48, 96, 192, 300, 300]);
  expect(lookAgainAfter({ restSeconds: 192, foundNew: true, members: 2 }, 3)).toBe(3);
  expect(lookAgainAfter({ restSeconds: 3, foundNew: true, members: 10_000 }, 3)).toBe(100);
});
