import { z } from 'zod';
import { plainText, singleLine, uuid } from './common.ts';
import { attachment } from './files.ts';
import { linkPreview } from './message-parts.ts';

// Uploads speak tus 1.0 at /api/files/uploads; these are the keys of `Upload-Metadata` and the answers around it.

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));

/** Up to 100 loudness values from 0 to 31, one per byte, as base64. */
export const waveform = z
  .string()
  .max(136)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64')
  .refine(
    (text) => {
      const values = atob(text);
      return values.length <= 100 && [...values].every((value) => value.charCodeAt(0) <= 31);
    },
    { message: 'must hold up to 100 values from 0 to 31' },
  );

/**
 * What the uploader says of a file, each value in base64 as tus wants it. The content decides the type; width,
 * height, duration and waveform are believed of sound and video only, because the server does not decode them.
 */
export const uploadMetadata = z.strictObject({
  filename: plainText(1000).optional().meta({ description: 'Made safe: one line, no folders, 255 bytes.' }),
  filetype: singleLine(127).optional().meta({ description: 'Media type, a hint.' }),
  kind: z.enum(['auto', 'voice', 'file']).optional().meta({
    description: '`voice`: a voice message. `file`: keep it a file to download, though it may be a picture.',
  }),
  width: wholeNumber(1, 16_384).optional(),
  height: wholeNumber(1, 16_384).optional(),
  durationMs: wholeNumber(0, 86_400_000).optional(),
  waveform: waveform.optional(),
});
export type UploadMetadata = z.infer<typeof uploadMetadata>;

/** Sides of the pictures that stand for a picture, in pixels. */
export const thumbnailSizes = [320, 1280] as const;
export const thumbnailQuery = z.strictObject({
  size: z.enum(['320', '1280']).default('320').meta({ description: 'The longer side, in pixels.' }),
});
/** `?download`: as a download, whatever it is. */
export const fileQuery = z.strictObject({ download: z.string().max(10).optional() });

const fileExample = {
  fileId: '0199f3a4-6100-7a10-8b11-0a1b2c3d4e06',
  kind: 'image',
  name: 'harbour.jpg',
  size: 481_223,
  type: 'image/jpeg',
  width: 1600,
  height: 1200,
  durationMs: null,
  waveform: null,
  blur: 'data:image/webp;base64,UklGRjAAAABXRUJQVlA4ICQAAACQAQCdASoIAAYAAgA0JaQAAuaagDgAAP7…',
  hasThumbnail: true,
} as const;
export const fileInfo = attachment.meta({ id: 'FileInfo', example: fileExample });

/** How much of my room I have used. */
export const fileUsage = z
  .object({
    usedBytes: z.number().int(),
    quotaBytes: z.number().int(),
    maxFileBytes: z.number().int(),
  })
  .meta({
    id: 'FileUsage',
    example: { usedBytes: 481_223, quotaBytes: 10_737_418_240, maxFileBytes: 104_857_600 },
  });
export type FileUsage = z.infer<typeof fileUsage>;

export const avatarBody = z.strictObject({ fileId: uuid }).meta({ example: { fileId: fileExample.fileId } });

export const previewQuery = z.strictObject({ url: plainText(2000, 1) });
export const previewAnswer = z.object({ preview: linkPreview.nullable() }).meta({
  id: 'PreviewAnswer',
  example: {
    preview: {
      url: 'https://example.org/harbour',
      title: 'The harbour',
      description: 'Ships of the week',
      siteName: 'Example',
      image: null,
    },
  },
});
export type PreviewAnswer = z.infer<typeof previewAnswer>;
