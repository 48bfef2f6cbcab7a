import type { Chat, Message } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { edit, pathOf, remove } from './act-tools.ts';
import { TestGroup, allChats, cast, history, query } from './chat-tools.ts';
import { allHits, indexed } from './search-tools.ts';

let platform: TestPlatform;
let people: TestUser[];

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    hasSearchIndex: true,
    env: { MESSAGES_SEARCH_TIMEOUT_MS: '60000' },
  });
});
afterAll(() => platform?.stop());

/** Every message holds the word, so that a search for it is a search for all. */
const word = 'клад';

interface World {
  group: TestGroup;
  direct: Chat;
  blocks: Set<string>;
  written: { chatId: string; seq: number; by: number }[];
  count: number;
}

type Step = (world: World) => Promise<unknown>;

const anyone = fc.nat({ max: 2 });
const at = (index: number): TestUser => people[index] as TestUser;

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(anyone, fc.boolean()).map(([who, isDirect]): Step => post(who, isDirect)),
  },
  fc.tuple(fc.nat(), fc.constantFrom('edit', 'everyone', 'me')).map(([pick, act]): Step => change(pick, act)),
  fc.tuple(anyone, fc.boolean()).map(([who, isIn]): Step => join(who, isIn)),
  fc.tuple(anyone, fc.nat({ max: 12 })).map(([who, firstSeq]): Step => beginHistory(who, firstSeq)),
  fc.tuple(anyone, anyone, fc.boolean()).map(([who, whom, isOn]): Step => block(who, whom, isOn)),
);

function post(who: number, isDirect: boolean): Step {
  return async (world) => {
    const chatId = isDirect ? world.direct.id : world.group.chatId;
    const sent = await at(who).ask<Message>('POST', `/api/chats/${chatId}/messages`, {
      text: `${word} ${++world.count}`,
    });
    if (sent.status < 300) world.written.push({ chatId, seq: sent.body.seq, by: who });
  };
}

function change(pick: number, act: string): Step {
  return async ({ written }) => {
    const place = written[pick % Math.max(1, written.length)];
    if (!place) return;
    const user = at(place.by);
    if (act === 'edit') await edit(user, place.chatId, place.seq, `другое ${pick}`);
    else if (act === 'everyone') await user.ask('DELETE', pathOf(place.chatId, place.seq));
    else await remove(user, place.chatId, [place.seq], 'me');
  };
}

function join(who: number, isIn: boolean): Step {
  return ({ group }) => group.change({ [at(who).id]: isIn ? 'member' : '' });
}

/** As groups does it for those who come to a group with hidden history. */
function beginHistory(who: number, firstSeq: number): Step {
  return ({ group }) =>
    query(platform, 'update chat_members set first_seq = $3 where chat_id = $1 and user_id = $2', [
      group.chatId,
      at(who).id,
      firstSeq,
    ]);
}

function block(who: number, whom: number, isOn: boolean): Step {
  return async ({ blocks }) => {
    if (who === whom) return;
    const answer = isOn
      ? await at(who).ask('POST', '/api/blocks', { userId: at(whom).id })
      : await at(who).ask('DELETE', `/api/blocks/${at(whom).id}`);
    if (answer.status >= 300) return;
    if (isOn) blocks.add(`${who}:${whom}`);
    else blocks.delete(`${who}:${whom}`);
  };
}

/** What a user may read, as the histories of her chats show it, which know nothing of search. */
async function readable({ blocks }: World, who: number): Promise<string[]> {
  const blocked = new Set(people.filter((_, whom) => blocks.has(`${who}:${whom}`)).map(({ id }) => id));
  const chats = await allChats(at(who), 50);
  const histories = await Promise.all(chats.map(({ id }) => history(at(who), id)));
  return histories
    .flat()
    .filter(({ kind, text, senderId }) => kind === 'text' && text.startsWith(word) && !blocked.has(senderId))
    .map(({ text }) => text)
    .toSorted();
}

const searched = async (who: number): Promise<string[]> =>
  (await allHits(at(who), { q: word, limit: '7' })).map(({ message }) => message.text).toSorted();

it('finds exactly what may be read at that moment, however far the index is behind', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 8, maxLength: 24 }), anyone, async (acts, watcher) => {
      people = await cast(platform, 'alice', 'bob', 'carol');
      const world: World = {
        group: await TestGroup.of(platform, ...people),
        direct: await at(0).openDirect(at(1)),
        blocks: new Set(),
        written: [],
        count: 0,
      };
      for (const act of acts) {
        await act(world);
        expect(await searched(watcher)).toEqual(await readable(world, watcher));
      }
      await indexed(platform);
      for (const who of [0, 1, 2]) expect(await searched(who)).toEqual(await readable(world, who));
    }),
    { numRuns: 6, endOnFailure: true },
  );
}, 180_000);
