import type { PublicUser, SocketEvent } from '@bridges/contracts';
import { LiveEventSchema } from '@bridges/contracts/proto';
import type { Bus } from '@bridges/kit';
import { create, toBinary } from '@bufbuild/protobuf';

/** Tells those who watch a user, and herself, how her profile is now. */
export function publishUser(bus: Pick<Bus, 'publish'>, user: PublicUser): void {
  const event: SocketEvent = { ev: 'user', user };
  const payload = toBinary(
    LiveEventSchema,
    create(LiveEventSchema, { json: Buffer.from(JSON.stringify(event)) }),
  );
  bus.publish(`watch:${user.id}`, payload);
  bus.publish(`user:${user.id}`, payload);
}

/** Has the sockets of these sessions closed. */
export function publishEndSessions(bus: Pick<Bus, 'publish'>, userId: string, sessionIds: string[]): void {
  const event = create(LiveEventSchema, { control: { case: 'endSessions', value: { sessionIds } } });
  bus.publish(`user:${userId}`, toBinary(LiveEventSchema, event));
}
