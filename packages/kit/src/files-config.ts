import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from './config.ts';
import { FolderFiles } from './files.ts';
import type { Files } from './files.ts';
import { S3Files } from './files-s3.ts';

/** Environment variables of where files are kept: nothing set, in the data folder. */
export const filesConfig = {
  S3_BUCKET: z
    .string()
    .optional()
    .describe('Keep files in this bucket of S3 (or what speaks like it) instead of in the data folder.'),
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Address of an S3 that is not Amazon's, e.g. http://minio:9000."),
  S3_REGION: z.string().default('us-east-1').describe('Region of the bucket.'),
  S3_ACCESS_KEY_ID: z.string().optional().describe('Who asks of S3.'),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe('The secret to S3_ACCESS_KEY_ID.'),
};
export type FilesConfig = z.output<z.ZodObject<typeof filesConfig>>;

/** The files of one module, as configured. @throws StartError */
export function createFiles(config: FilesConfig, dataDir: string, moduleName: string): Files {
  if (config.S3_BUCKET === undefined) return new FolderFiles(join(dataDir, 'files', moduleName));
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = config;
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new StartError('S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.');
  return new S3Files({
    bucket: config.S3_BUCKET,
    region: config.S3_REGION,
    endpoint: config.S3_ENDPOINT,
    accessKeyId,
    secretAccessKey,
    prefix: `${moduleName}/`,
  });
}
