import type { SocketEvent } from '@bridges/contracts';
import { LiveEventSchema } from '@bridges/contracts/proto';
import type { TestPlatform } from '@bridges/dev-env';
import { fromBinary } from '@bufbuild/protobuf';

type Of<Name extends SocketEvent['ev']> = Extract<SocketEvent, { ev: Name }>;

/** What a user's devices are told from now on. */
export async function listen(platform: TestPlatform, user: { id: string }) {
  const events: SocketEvent[] = [];
  await platform.bus.subscribe(`user:${user.id}`, (payload) => {
    const { json } = fromBinary(LiveEventSchema, payload);
    if (json.length > 0) events.push(JSON.parse(Buffer.from(json).toString()) as SocketEvent);
  });
  return {
    all: <Name extends SocketEvent['ev']>(name: Name) =>
      events.filter((event): event is Of<Name> => event.ev === name),
  };
}
