import type { PublicUser, SocketEvent } from '@bridges/contracts';
import { LiveEventSchema } from '@bridges/contracts/proto';
import type { Bus } from '@bridges/kit';
import { create, toBinary } from '@bufbuild/protobuf';
import type { MessageInitShape } from '@bufbuild/protobuf';

type Publisher = Pick<Bus, 'publish'>;
type Control = MessageInitShape<typeof LiveEventSchema>['control'];

/** Says something on a channel of the live bus; `control` is what gateways do before they pass it on. */
export function publishTo(
  bus: Publisher,
  channel: string,
  event: SocketEvent | null,
  control?: Control,
): void {
  const json = event === null ? new Uint8Array() : Buffer.from(JSON.stringify(event));
  bus.publish(
    channel,
    toBinary(LiveEventSchema, create(LiveEventSchema, control ? { json, control } : { json })),
  );
}

/** Tells those who follow a user, and herself, how her profile is now. */
export function publishUser(bus: Publisher, user: PublicUser): void {
  const event: SocketEvent = { ev: 'user', user };
  publishTo(bus, `watch:${user.id}`, event);
  publishTo(bus, `profile:${user.id}`, { ev: 'user', user: { ...user, lastSeenAt: null } });
  publishTo(bus, `user:${user.id}`, event);
}

/** Has the sockets of these sessions closed. */
export function publishEndSessions(
  bus: Publisher,
  userId: string,
  sessionIds: string[],
  isDeactivated = false,
): void {
  publishTo(bus, `user:${userId}`, null, { case: 'endSessions', value: { sessionIds, isDeactivated } });
}

/** The viewer's sockets hear nothing more of this user's presence; to them she is away from now on. */
export function publishUnwatch(
  bus: Publisher,
  viewerId: string,
  userId: string,
  keepsProfile: boolean,
): void {
  const event: SocketEvent = { ev: 'presence', user: userId, isOnline: false };
  publishTo(bus, `user:${viewerId}`, event, {
    case: 'unwatch',
    value: { userIds: [userId], keepsProfile },
  });
}

/** Gateways ask again who of a user's watchers may go on. */
export function publishCheckWatchers(bus: Publisher, userId: string): void {
  publishTo(bus, `watch:${userId}`, null, { case: 'checkWatchers', value: {} });
}
