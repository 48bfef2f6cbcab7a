import type { Refusal } from '../presenters/refusal.ts';
import { textFrame } from './frame.ts';

const encoder = new TextEncoder();
const end = encoder.encode('}');
const ends = encoder.encode('}}');

/** The reply to command `id` that worked. */
export function okFrame(id: number, ok: object): Buffer {
  return textFrame(`{"re":${id},"ok":${JSON.stringify(ok)}}`);
}

/** The same around JSON that another module made, not parsed again. */
export function okBytesFrame(id: number, okJson: Uint8Array): Buffer {
  return textFrame(Buffer.concat([encoder.encode(`{"re":${id},"ok":`), okJson, end]));
}

/** The reply to a send, around the JSON of its message. */
export function sentFrame(id: number, messageJson: Uint8Array, isRepeat: boolean): Buffer {
  const before = encoder.encode(`{"re":${id},"ok":{"isRepeat":${isRepeat},"message":`);
  return textFrame(Buffer.concat([before, messageJson, ends]));
}

/** The reply to command `id` that was refused or failed. */
export function errorFrame(id: number, refusal: Refusal): Buffer {
  const { code, message, isRetryable, retryAfterMs, requestId } = refusal;
  return textFrame(
    JSON.stringify({ re: id, error: { code, message, isRetryable, retryAfterMs, requestId } }),
  );
}
