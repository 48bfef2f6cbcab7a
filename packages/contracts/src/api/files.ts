import { z } from 'zod';
import { uuid } from './common.ts';

/** A file or picture of a message, as everybody in its chat sees it. Content: `GET /api/files/{fileId}`. */
export const attachment = z
  .object({
    fileId: uuid,
    kind: z.enum(['image', 'video', 'audio', 'voice', 'file']),
    name: z.string(),
    size: z.number().int().min(0).meta({ description: 'Bytes.' }),
    type: z.string().meta({ description: 'Media type, told by the content.' }),
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
    durationMs: z.number().int().nullable(),
    waveform: z
      .string()
      .nullable()
      .meta({ description: 'Voice: up to 100 loudness values from 0 to 31, one per byte, base64.' }),
    blur: z
      .string()
      .nullable()
      .meta({ description: 'A tiny picture as data URL, to show before the picture.' }),
    hasThumbnail: z.boolean(),
    isAnimated: z
      .literal(true)
      .optional()
      .meta({ description: 'A picture that moves; its thumbnails are its first frame.' }),
  })
  .meta({ id: 'Attachment' });
export type Attachment = z.infer<typeof attachment>;
