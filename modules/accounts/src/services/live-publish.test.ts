import type { PublicUser } from '@bridges/contracts';
import { LiveEventSchema } from '@bridges/contracts/proto';
import { MemoryBus } from '@bridges/kit';
import { fromBinary } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { publishEndSessions, publishUser } from './live-publish.ts';

async function heardOn(channels: string[], act: (bus: MemoryBus) => void) {
  const bus = new MemoryBus();
  const heard: { channel: string; event: ReturnType<typeof decode> }[] = [];
  for (const channel of channels) {
    await bus.subscribe(channel, (payload) => void heard.push({ channel, event: decode(payload) }));
  }
  act(bus);
  return heard;
}

function decode(payload: Uint8Array) {
  const { json, control } = fromBinary(LiveEventSchema, payload);
  return { json: json.length === 0 ? null : (JSON.parse(Buffer.from(json).toString()) as unknown), control };
}

test('a changed profile reaches those who watch her, and her own devices', async () => {
  const user: PublicUser = {
    id: 'u1',
    username: 'alice',
    displayName: 'Алёна',
    bio: '',
    birthday: null,
    statusMessage: '',
    isAdmin: false,
    joinedAt: '2026-11-21T10:00:00.000Z',
    lastSeenAt: null,
    avatarFileId: null,
  };
  const heard = await heardOn(['watch:u1', 'user:u1', 'watch:u2'], (bus) => publishUser(bus, user));
  expect(heard.map(({ channel }) => channel)).toEqual(['watch:u1', 'user:u1']);
  for (const { event } of heard) expect(event.json).toEqual({ ev: 'user', user });
});

test('ended sessions are a command to the gateways, not an event for clients', async () => {
  const [heard] = await heardOn(['user:u1'], (bus) => publishEndSessions(bus, 'u1', ['s1', 's2']));
  expect(heard?.event.json).toBeNull();
  expect(heard?.event.control).toMatchObject({
    case: 'endSessions',
    value: { sessionIds: ['s1', 's2'], isDeactivated: false },
  });
});
