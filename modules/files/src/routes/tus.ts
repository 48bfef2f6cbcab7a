import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpApp } from '@bridges/kit';
import { errors } from '../errors.ts';
import type { UploadRow } from '../tables/database.ts';

export const tusVersion = '1.0.0';

/** What every request and answer of tus has: the version, and bodies that are streams. */
export function speakTus(app: HttpApp): void {
  app.addContentTypeParser('application/offset+octet-stream', (_request, payload, done) =>
    done(null, payload),
  );
  app.addHook('onRequest', async (request, reply) => {
    reply.header('tus-resumable', tusVersion).header('cache-control', 'no-store');
    if (request.method !== 'OPTIONS' && request.headers['tus-resumable'] !== tusVersion) {
      reply.header('tus-version', tusVersion);
      throw errors.tus_version();
    }
  });
}

/** A header that holds a whole number. @throws AppError files.bad_upload_header */
export function wholeNumber(request: FastifyRequest, name: string): number {
  const text = request.headers[name];
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text))
    throw errors.bad_upload_header({ details: { header: name } });
  return Number(text);
}

/** Where an upload stands, as headers. */
export function tellUpload(reply: FastifyReply, { received, expiresAt }: UploadRow): FastifyReply {
  return reply.header('upload-offset', String(received)).header('upload-expires', expiresAt.toUTCString());
}
