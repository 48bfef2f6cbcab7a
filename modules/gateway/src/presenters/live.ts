import { create, toBinary } from '@bufbuild/protobuf';
import type { SocketEvent } from '@bridges/contracts';
import { LiveEventSchema } from '@bridges/contracts/proto';

const encoder = new TextEncoder();

/** Payload of the live bus for an event that a gateway itself makes. */
export function presentLive(
  event: SocketEvent,
  options: { isDroppable?: boolean; exceptUserId?: string } = {},
): Uint8Array {
  const json = encoder.encode(JSON.stringify(event));
  return toBinary(LiveEventSchema, create(LiveEventSchema, { json, ...options }));
}
