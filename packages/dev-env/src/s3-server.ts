import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export const s3Credentials = { accessKeyId: 'test-key', secretAccessKey: 'test-secret' } as const;

interface Stored {
  bytes: Buffer;
  at: Date;
}

/**
 * A storage that speaks as much of S3 as Bridges does: objects, ranges, uploads in parts, lists by page. In
 * memory, for tests. Who asks is looked at, whether the signature is right is not.
 */
export class S3Server {
  /** By `/bucket/key`. */
  readonly objects = new Map<string, Stored>();
  /** Uploads in parts that were begun and not ended. */
  readonly uploads = new Map<string, Map<number, Buffer>>();
  /** Objects a page of a list, so that paging is tried. */
  pageSize = 2;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch(() => fail(response, 500, 'InternalError'));
  });

  static async start(): Promise<S3Server> {
    const server = new S3Server();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The environment of a Bridges that keeps its files here. */
  get env(): Record<string, string> {
    return {
      S3_ENDPOINT: this.endpoint,
      S3_BUCKET: 'bridges',
      S3_ACCESS_KEY_ID: s3Credentials.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3Credentials.secretAccessKey,
    };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { pathname, searchParams } = new URL(request.url ?? '/', this.endpoint);
    if (!isSigned(request)) return fail(response, 403, 'SignatureDoesNotMatch');
    const path = decodeURIComponent(pathname);
    const upload = searchParams.get('uploadId');
    if (request.method === 'POST') return this.#post(path, upload, response);
    if (request.method === 'PUT') return this.#put(path, upload, searchParams, body, response);
    if (request.method === 'DELETE') {
      if (upload === null) this.objects.delete(path);
      else this.uploads.delete(upload);
      response.writeHead(204).end();
      return;
    }
    if (searchParams.has('list-type')) return this.#list(path, searchParams, response);
    this.#read(path, request, response);
  }

  #post(path: string, upload: string | null, response: ServerResponse): void {
    if (upload === null) {
      const id = randomBytes(8).toString('hex');
      this.uploads.set(id, new Map());
      return xml(
        response,
        `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    const parts = this.uploads.get(upload);
    if (!parts) return fail(response, 404, 'NoSuchUpload');
    const ordered = [...parts].sort(([one], [other]) => one - other).map(([, bytes]) => bytes);
    // As the real one: only the last part may be small.
    if (ordered.slice(0, -1).some(({ length }) => length < 5 * 1024 * 1024))
      return fail(response, 400, 'EntityTooSmall');
    this.objects.set(path, { bytes: Buffer.concat(ordered), at: new Date() });
    this.uploads.delete(upload);
    xml(response, '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>');
  }

  #put(
    path: string,
    upload: string | null,
    search: URLSearchParams,
    bytes: Buffer,
    response: ServerResponse,
  ): void {
    if (upload === null) this.objects.set(path, { bytes, at: new Date() });
    else this.uploads.get(upload)?.set(Number(search.get('partNumber')), bytes);
    response.writeHead(200, { etag: `"${randomBytes(8).toString('hex')}"` }).end();
  }

  #read(path: string, request: IncomingMessage, response: ServerResponse): void {
    const found = this.objects.get(path);
    if (!found) return fail(response, 404, 'NoSuchKey');
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    const bytes = range
      ? found.bytes.subarray(Number(range[1]), range[2] ? Number(range[2]) + 1 : undefined)
      : found.bytes;
    response.writeHead(range ? 206 : 200, { 'content-length': bytes.length });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  }

  #list(bucket: string, search: URLSearchParams, response: ServerResponse): void {
    const start = `${bucket.replace(/\/$/, '')}/`;
    const keys = [...this.objects.keys()]
      .filter((path) => path.startsWith(start + (search.get('prefix') ?? '')))
      .toSorted();
    const from = Number(search.get('continuation-token') ?? 0);
    const page = keys.slice(from, from + this.pageSize);
    const next = from + this.pageSize < keys.length ? from + this.pageSize : undefined;
    const contents = page.map((path) => {
      const found = this.objects.get(path);
      return `<Contents><Key>${path.slice(start.length)}</Key><Size>${found?.bytes.length}</Size><LastModified>${found?.at.toISOString()}</LastModified></Contents>`;
    });
    xml(
      response,
      `<ListBucketResult><IsTruncated>${next !== undefined}</IsTruncated>${next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`}${contents.join('')}</ListBucketResult>`,
    );
  }
}

function isSigned(request: IncomingMessage): boolean {
  const { authorization = '' } = request.headers;
  return new RegExp(
    `^AWS4-HMAC-SHA256 Credential=${s3Credentials.accessKeyId}/\\d{8}/[\\w-]+/s3/aws4_request, SignedHeaders=[\\w;-]+, Signature=[\\da-f]{64}$`,
  ).test(authorization);
}

function xml(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
}

function fail(response: ServerResponse, status: number, code: string): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`);
}
