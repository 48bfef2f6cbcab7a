import { viewerOf, refusals } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { uploadCreate } from '../services/upload-create.ts';
import { tellUpload, wholeNumber } from './tus.ts';

export function createUpload(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/files/uploads',
    {
      config: { access: 'user' },
      schema: {
        tags: ['files'],
        operationId: 'createUpload',
        summary: 'Begin an upload (tus 1.0)',
        description:
          'Headers: `Tus-Resumable: 1.0.0`, `Upload-Length` in bytes, `Upload-Metadata` with `filename`, `filetype`, ' +
          '`kind` (`auto`, `voice`, `file`), and of sound and films `width`, `height`, `durationMs`, `waveform`. ' +
          "The answer's `Location` is where the bytes go; its last part becomes the id of the file.",
        response: {
          201: z.null().describe('Begun; see the headers Location and Upload-Expires.'),
          ...refusals(400, 401, 403, 412, 413, 422, 429),
        },
      },
    },
    async (request, reply) => {
      const upload = await uploadCreate(deps, viewerOf(request).userId, {
        length: wholeNumber(request, 'upload-length'),
        metadata: request.headers['upload-metadata']?.toString(),
      });
      return tellUpload(reply, upload)
        .code(201)
        .header('location', `/api/files/uploads/${upload.id}`)
        .send(null);
    },
  );
}
