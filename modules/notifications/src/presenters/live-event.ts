import type { NotificationEvent, NotificationsReadEvent } from '@bridges/contracts';
import { LiveEventSchema } from '@bridges/contracts/proto';
import { create, toBinary } from '@bufbuild/protobuf';

/** An event of the socket protocol as it travels on the live bus. */
export function encodeLiveEvent(event: NotificationEvent | NotificationsReadEvent): Uint8Array {
  return toBinary(
    LiveEventSchema,
    create(LiveEventSchema, { json: new TextEncoder().encode(JSON.stringify(event)) }),
  );
}
