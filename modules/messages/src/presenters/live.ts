import type { Message, SocketEvent } from '@bridges/contracts';
import { presentContent, toApiMessage } from '@bridges/contracts';
import { LiveEventSchema } from '@bridges/contracts/proto';
import type { LiveEvent } from '@bridges/contracts/proto';
import { encodeProto } from '@bridges/kit';
import type { StoredMessage } from '../services/append-queue.ts';
import type { ToldChange } from '../services/message-change.ts';
import type { RevStep } from '../services/rev-raise.ts';

const encoder = new TextEncoder();

/** What was just stored → API. */
export function presentStored(message: StoredMessage): Message {
  const { content, extrasJson: _extras, ...plain } = message;
  return { ...toApiMessage(plain), ...(content === undefined ? {} : presentContent(content)) };
}

/** Payload of the live bus for an event of the socket protocol; `control` is what gateways do with it first. */
export function presentLive(event: SocketEvent | undefined, control?: LiveEvent['control']): Uint8Array {
  const json = event ? encoder.encode(JSON.stringify(event)) : new Uint8Array();
  return encodeProto(LiveEventSchema, { json, ...(control ? { control } : {}) });
}

/** What is told to a whole chat of a change of what was there. */
export function presentChanged(step: RevStep, told?: ToldChange, withMine = true): SocketEvent {
  const { chatId: chat, after, rev, head } = step;
  const base = { ev: 'changed', chat, after, rev, ...(head ? { head } : {}) } as const;
  if (!told) return { ...base, messages: [] };
  if (told.isForSome) return { ...base, messages: [], mustFetch: true };
  return { ...base, messages: told.messages, ...(withMine && told.mineOf ? { mineOf: told.mineOf } : {}) };
}

/** What is told beside a new message. */
export interface LiveBeside {
  /** Where the chat stood when it was posted. */
  rev: number;
  /** What it answers, if everybody in the chat may see that. */
  quoted?: Message | undefined;
}

/** The same for a message, which room sockets want in their own form. */
export function presentLiveMessage(message: StoredMessage, { rev, quoted }: LiveBeside): Uint8Array {
  const { chatId: chat, seq } = message;
  const event: SocketEvent = {
    ev: 'message',
    chat,
    seq,
    message: presentStored(message),
    ...(quoted ? { quoted } : {}),
    rev,
  };
  return encodeProto(LiveEventSchema, {
    json: Buffer.from(JSON.stringify(event)),
    seq,
    // Room sockets know nothing but text.
    ...(message.kind === 'text'
      ? { roomMessage: { senderId: message.senderId, text: message.text, createdAtMs: message.createdAtMs } }
      : {}),
  });
}
