import { Readable } from 'node:stream';
import { errors } from '../errors.ts';

/**
 * What a request brings, up to the limit. A sender that vanishes ends it: what came until then is kept, and the
 * upload goes on from there. More than the limit is a lie, and nothing of it is kept.
 */
export function incomingBytes(body: AsyncIterable<unknown>, limit: number): Readable {
  return Readable.from(read(body, limit), { objectMode: false });
}

async function* read(body: AsyncIterable<unknown>, limit: number): AsyncGenerator<Buffer> {
  let size = 0;
  const chunks = body[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next().catch(() => undefined);
    if (!next || next.done) return;
    const chunk = next.value as Buffer;
    size += chunk.length;
    if (size > limit) throw errors.too_long();
    yield chunk;
  }
}
