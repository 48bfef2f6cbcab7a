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

/** The same as JSON: told to the chat, and answered to its sender. Made once. */
export function presentStoredJson(message: StoredMessage): Uint8Array {
  message.json ??= Buffer.from(JSON.stringify(presentStored(message)));
  return message.json;
}

/** A new message, and what is told beside it. */
export interface ToldMessage {
  message: StoredMessage;
  /** Where the chat stood when it was posted. */
  rev: number;
  /** What it answers, if everybody in the chat may see that. */
  quoted?: Message | undefined;
}

/** New messages of a chat, in the order of their seqs, as one payload. Room sockets want them in their own form. */
export function presentLiveMessages(told: readonly ToldMessage[]): Uint8Array {
  const [first, ...more] = told.map(presentLiveMessage);
  return encodeProto(LiveEventSchema, { ...first, more });
}

function presentLiveMessage({ message, rev, quoted }: ToldMessage) {
  const { chatId: chat, seq } = message;
  const beside: Omit<Extract<SocketEvent, { ev: 'message' }>, 'message'> = {
    ev: 'message',
    chat,
    seq,
    ...(quoted ? { quoted } : {}),
    rev,
  };
  return {
    json: Buffer.concat([
      Buffer.from(`${JSON.stringify(beside).slice(0, -1)},"message":`),
      presentStoredJson(message),
      objectEnd,
    ]),
    seq,
    // Room sockets know nothing but text.
    ...(message.kind === 'text'
      ? { roomMessage: { senderId: message.senderId, text: message.text, createdAtMs: message.createdAtMs } }
      : {}),
  };
}

const objectEnd = Buffer.from('}');
