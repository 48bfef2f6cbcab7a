import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Files } from '@bridges/kit';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { byteRange } from '../policies/byte-range.ts';
import { contentDisposition } from '../presenters/disposition.ts';

export interface Served {
  key: string;
  size: number;
  type: string;
  name: string;
  isInline: boolean;
}

const part = (description: string) => z.string().meta({ format: 'binary', description, example: '(bytes)' });

/** What routes that serve files answer with, beside refusals. */
export const byteResponses = {
  200: part('The bytes.'),
  206: part('The part of them that `Range` asked for.'),
  304: z.null().describe('What `If-None-Match` names is still the file, and still yours to see.'),
};

/** Whatever a browser makes of it, it is alone: no script, no form, no frame, no other file. */
const sandbox = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/**
 * Answers with stored bytes, or the part of them that is asked for. A browser may keep them but asks each time
 * whether it may still show them: rights end at once.
 *
 * @throws AppError files.range_not_satisfiable
 */
export async function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  storage: Pick<Files, 'read'>,
  { key, size, type, name, isInline }: Served,
): Promise<FastifyReply> {
  const etag = `"${key}"`;
  reply.headers({
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-disposition': contentDisposition(name, isInline),
    'content-security-policy': sandbox,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  reply.type(isInline ? type : 'application/octet-stream');
  const { range: asked, 'if-range': since } = request.headers;
  const range = byteRange(since === undefined || since === etag ? asked : undefined, size);
  if (range === 'none') {
    reply.header('content-range', `bytes */${size}`).type('application/json');
    throw errors.range_not_satisfiable();
  }
  if (range === 'all') return reply.header('content-length', size).send(await storage.read(key));
  return reply
    .code(206)
    .header('content-length', range.to - range.from + 1)
    .header('content-range', `bytes ${range.from}-${range.to}/${size}`)
    .send(await storage.read(key, range));
}
