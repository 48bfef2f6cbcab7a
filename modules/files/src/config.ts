import { envFlag, envInt, readConfig } from '@bridges/kit';
import type { Env } from '@bridges/kit';
import { z } from 'zod';

const mebibyte = 1024 * 1024;
const rate = (points: number) => envInt(1, 1_000_000_000).default(points);

/** Environment variables of files. */
export const configSchema = z.object({
  FILE_MAX_BYTES: envInt(1, 5 * 1024 * mebibyte)
    .default(100 * mebibyte)
    .describe('Largest file that may be uploaded, in bytes.'),
  FILE_QUOTA_BYTES: envInt(1, Number.MAX_SAFE_INTEGER)
    .default(10 * 1024 * mebibyte)
    .describe("Room for one user's files together, in bytes."),
  FILE_MAX_PICTURE_PIXELS: envInt(1, 1_000_000_000)
    .default(100_000_000)
    .describe('Pictures of more pixels are refused before they are decoded.'),
  FILE_MAX_PICTURE_FRAMES: envInt(1, 100_000)
    .default(1000)
    .describe('Animations of more frames are refused before they are decoded.'),
  FILE_UPLOAD_HOURS: envInt(1, 8760).default(24).describe('Unfinished uploads are forgotten after this.'),
  FILE_UNUSED_HOURS: envInt(1, 8760)
    .default(24)
    .describe('Files that no message, avatar or group uses are removed after this.'),
  LINK_PREVIEWS: envFlag
    .default(true)
    .describe('Whether the server looks behind links to show what is there; public addresses only.'),
  LINK_PREVIEW_TEST_PORTS: z
    .string()
    .regex(/^(\d{1,5}(,\d{1,5})*)?$/, 'it must be ports, by comma')
    .default('')
    .transform((text) => text.split(',').filter(Boolean).map(Number))
    .describe('For tests only: ports of this machine that previews may ask although it is not public.'),
  RATE_LIMIT_UPLOADS_PER_MINUTE: rate(120).describe('Uploads that one user may begin in a minute.'),
  RATE_LIMIT_PREVIEWS_PER_MINUTE: rate(30).describe('Links that one user may look behind in a minute.'),
});
export type Config = z.output<typeof configSchema>;

/** @throws StartError */
export const readFilesConfig = (env: Env): Config => readConfig(configSchema, env);
