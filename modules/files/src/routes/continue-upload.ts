import type { Readable } from 'node:stream';
import { uuid } from '@bridges/contracts';
import { viewerOf, refusals } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { uploadReceive } from '../services/upload-receive.ts';
import { tellUpload, wholeNumber } from './tus.ts';

export function continueUpload(app: HttpApp, deps: Deps): void {
  app.patch(
    '/api/files/uploads/:id',
    {
      config: { access: 'user' },
      schema: {
        tags: ['files'],
        operationId: 'continueUpload',
        summary: 'Bring the next bytes of an upload (tus 1.0)',
        description:
          'Body: the bytes, as `application/offset+octet-stream`, from `Upload-Offset` on. What has come is kept when ' +
          'the connection breaks. With the last byte the file is looked at: a picture that nobody could show is ' +
          'refused with 422, and the upload is forgotten. Send 1 to 8 MiB at a time.',
        params: z.object({ id: uuid }),
        response: {
          204: z.null().describe('Kept; see the header Upload-Offset.'),
          ...refusals(400, 401, 403, 404, 409, 412, 413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const offset = wholeNumber(request, 'upload-offset');
      const { 'content-length': length } = request.headers;
      const body = request.body as Readable | undefined;
      if (!body) throw errors.bad_upload_header({ details: { header: 'content-type' } });
      const upload = await uploadReceive(deps, viewerOf(request).userId, request.params.id, {
        offset,
        body,
        contentLength: length === undefined ? undefined : Number(length),
      });
      return tellUpload(reply, upload).code(204).send(null);
    },
  );
}
