import type { NotificationEvent, NotificationsGoneEvent, NotificationsReadEvent } from '@bridges/contracts';
import { LiveEventSchema } from '@bridges/contracts/proto';
import { create, toBinary } from '@bufbuild/protobuf';

export type InboxEvent = NotificationEvent | NotificationsReadEvent | NotificationsGoneEvent;

/** An event of the socket protocol as it travels on the live bus. */
export function encodeLiveEvent(event: InboxEvent): Uint8Array {
  return toBinary(
    LiveEventSchema,
    create(LiveEventSchema, { json: new TextEncoder().encode(JSON.stringify(event)) }),
  );
}
