import { LiveEventSchema } from '@bridges/contracts/proto';
import type { AccountsService, LiveEvent } from '@bridges/contracts/proto';
import { decodeProto } from '@bridges/kit';
import type { RpcClient } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { Channel } from './channel.ts';
import { applyControl, closeChat } from './control.ts';
import { textFrame } from './frame.ts';
import type { Hub } from './hub.ts';
import type { RoomFanOut } from './room/room-fan-out.ts';
import { recheckWatchers } from './watching.ts';

export interface LiveEventParts {
  hub: Hub;
  rooms: RoomFanOut;
  accounts: Pick<RpcClient<typeof AccountsService>, 'checkWatchers'>;
  log: FastifyBaseLogger;
}

/** What to do with a payload of the bus: control first, then one frame for everyone who listens. */
export function createLiveEvents({ hub, rooms, accounts, log }: LiveEventParts): Hub['onPayload'] {
  return (channel, payload) => {
    try {
      const event = decodeProto(LiveEventSchema, payload);
      if (event.control.case) applyControl(hub, channel, event.control);
      if (event.seq > 0) noteSeq(channel, event.seq);
      if (event.json.length > 0) broadcast(channel, event);
      if (event.control.case === 'closeChat') closeChat(hub, channel);
      if (event.control.case === 'checkWatchers') recheck(channel);
      deliverToRooms(channel, event);
      for (const message of event.more) {
        noteSeq(channel, message.seq);
        broadcast(channel, message);
        deliverToRooms(channel, message);
      }
    } catch (error) {
      log.error({ err: error }, 'could not deliver a live event');
    }
  };

  function deliverToRooms(channel: Channel, { roomMessage }: Pick<LiveEvent, 'roomMessage'>): void {
    if (roomMessage && channel.rooms.length > 0) rooms.deliver(channel, roomMessage);
  }

  function recheck(channel: Channel): void {
    recheckWatchers(hub, accounts, channel).catch((error: unknown) => {
      log.warn({ err: error }, 'watchers could not be checked, so they stopped watching');
    });
  }
}

type Told = Pick<LiveEvent, 'json'> & Partial<Pick<LiveEvent, 'isDroppable' | 'exceptUserId'>>;

function broadcast(channel: Channel, { json, isDroppable = false, exceptUserId = '' }: Told): void {
  if (channel.connections.length === 0) return;
  const frame = textFrame(json);
  for (const connection of channel.connections) {
    if (exceptUserId === '' || connection.userId !== exceptUserId) connection.deliver(frame, isDroppable);
  }
}

function noteSeq(channel: Channel, seq: number): void {
  channel.isActive = true;
  if (seq > channel.knownSeq) channel.knownSeq = seq;
}
