import type * as s3 from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import type { CompletedPart, S3Client } from '@aws-sdk/client-s3';
import { kitErrors } from './errors.ts';
import { isFileKey, newFileKey } from './files.ts';
import type { ByteRange, Files, ListedFile, StoredFile } from './files.ts';

export interface S3Options {
  bucket: string;
  region: string;
  /** Of a storage that is not Amazon's, e.g. `http://minio:9000`; the bucket is part of the path there. */
  endpoint?: string | undefined;
  accessKeyId: string;
  secretAccessKey: string;
  /** What the names of these files begin with, e.g. `files/`. */
  prefix: string;
}

type Sdk = typeof s3;

/** The storage's least size of a part that is not the last is 5 MiB; this much of a file is in memory at once. */
const partBytes = 8 * 1024 * 1024;

/** Files in a bucket of Amazon S3 or what speaks like it. The SDK is loaded with the first file. */
export class S3Files implements Files {
  readonly #options: S3Options;
  #loaded: Promise<{ sdk: Sdk; client: S3Client }> | undefined;

  constructor(options: S3Options) {
    this.#options = options;
  }

  async put(content: Readable): Promise<StoredFile> {
    const key = newFileKey();
    const parts = partsOf(content);
    const first = await parts.next();
    const second = await parts.next();
    const sizeBytes = second.done
      ? await this.#putWhole(key, first.value ?? Buffer.alloc(0))
      : await this.#putInParts(key, [first.value ?? Buffer.alloc(0), second.value], parts);
    return { key, sizeBytes };
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const { sdk, client } = await this.#client();
    const asked = range && `bytes=${range.from}-${range.to ?? ''}`;
    const command = new sdk.GetObjectCommand({ ...this.#place(key), ...(asked ? { Range: asked } : {}) });
    const { Body } = await client.send(command).catch(rethrow);
    return Body as Readable;
  }

  async size(key: string): Promise<number> {
    const { sdk, client } = await this.#client();
    const found = await client.send(new sdk.HeadObjectCommand(this.#place(key))).catch(rethrow);
    return found.ContentLength ?? 0;
  }

  async remove(key: string): Promise<void> {
    if (!isFileKey(key)) throw kitErrors.not_found();
    const { sdk, client } = await this.#client();
    await client.send(new sdk.DeleteObjectCommand(this.#place(key)));
  }

  async *list(): AsyncGenerator<ListedFile> {
    const { sdk, client } = await this.#client();
    let after: string | undefined;
    do {
      const page = await client.send(
        new sdk.ListObjectsV2Command({
          Bucket: this.#options.bucket,
          Prefix: this.#options.prefix,
          ...(after === undefined ? {} : { ContinuationToken: after }),
        }),
      );
      for (const { Key = '', Size = 0, LastModified } of page.Contents ?? []) {
        const key = Key.slice(this.#options.prefix.length);
        if (isFileKey(key)) yield { key, sizeBytes: Size, storedAt: LastModified ?? new Date() };
      }
      after = page.NextContinuationToken;
    } while (after !== undefined);
  }

  async #putWhole(key: string, bytes: Buffer): Promise<number> {
    const { sdk, client } = await this.#client();
    await client.send(new sdk.PutObjectCommand({ ...this.#place(key), Body: bytes }));
    return bytes.length;
  }

  async #putInParts(key: string, begun: Buffer[], rest: AsyncIterable<Buffer>): Promise<number> {
    const { sdk, client } = await this.#client();
    const place = this.#place(key);
    const { UploadId } = await client.send(new sdk.CreateMultipartUploadCommand(place));
    const done: CompletedPart[] = [];
    let sizeBytes = 0;
    const send = async (Body: Buffer) => {
      const PartNumber = done.length + 1;
      const { ETag } = await client.send(new sdk.UploadPartCommand({ ...place, UploadId, PartNumber, Body }));
      done.push({ PartNumber, ETag });
      sizeBytes += Body.length;
    };
    try {
      for (const part of begun) await send(part);
      for await (const part of rest) await send(part);
      await client.send(
        new sdk.CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts: done } }),
      );
    } catch (error) {
      await client.send(new sdk.AbortMultipartUploadCommand({ ...place, UploadId })).catch(() => {});
      throw error;
    }
    return sizeBytes;
  }

  #place(key: string) {
    if (!isFileKey(key)) throw kitErrors.not_found();
    return { Bucket: this.#options.bucket, Key: this.#options.prefix + key };
  }

  async #client() {
    this.#loaded ??= import('@aws-sdk/client-s3').then((sdk) => {
      const { endpoint, region, accessKeyId, secretAccessKey } = this.#options;
      const client = new sdk.S3Client({
        region,
        credentials: { accessKeyId, secretAccessKey },
        // Storages that are not Amazon's know neither its newer checksums nor buckets as host names.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
      });
      return { sdk, client };
    });
    return this.#loaded;
  }
}

/** A stream in pieces of the size that the storage takes; the last may be smaller. */
async function* partsOf(content: Readable): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content) {
    const bytes = Buffer.from(chunk as Uint8Array);
    chunks.push(bytes);
    size += bytes.length;
    if (size < partBytes) continue;
    yield Buffer.concat(chunks);
    chunks = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(chunks);
}

function rethrow(error: { name?: string; $metadata?: { httpStatusCode?: number } }): never {
  if (error.$metadata?.httpStatusCode === 404 || error.name === 'NoSuchKey') throw kitErrors.not_found();
  throw error;
}
