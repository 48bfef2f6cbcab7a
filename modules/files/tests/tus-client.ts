import type { Attachment } from '@bridges/contracts';
import type { TestUser } from '@bridges/dev-env';

export interface TusAnswer {
  status: number;
  headers: Headers;
  code: string | undefined;
}

const version = { 'tus-resumable': '1.0.0' };

/** One request of tus, as anybody's client would send it. */
export async function tus(
  user: TestUser,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: BodyInit,
): Promise<TusAnswer> {
  const response = await fetch(user.url + path, {
    method,
    headers: { authorization: `Bearer ${user.access}`, ...version, ...headers },
    ...(body === undefined ? {} : { body, duplex: 'half' }),
  });
  const text = await response.text();
  const code = text.startsWith('{')
    ? (JSON.parse(text) as { error?: { code: string } }).error?.code
    : undefined;
  return { status: response.status, headers: response.headers, code };
}

export function metadataHeader(values: Record<string, string | number>): Record<string, string> {
  const pairs = Object.entries(values).map(
    ([key, value]) => `${key} ${Buffer.from(String(value)).toString('base64')}`,
  );
  return pairs.length === 0 ? {} : { 'upload-metadata': pairs.join(',') };
}

export const begin = (user: TestUser, length: number, metadata: Record<string, string | number> = {}) =>
  tus(user, 'POST', '/api/files/uploads', { 'upload-length': String(length), ...metadataHeader(metadata) });

/** Begins an upload that must be let in. Its path; its last part is the file's id. */
export async function begun(
  user: TestUser,
  length: number,
  metadata: Record<string, string | number> = {},
): Promise<string> {
  const answer = await begin(user, length, metadata);
  if (answer.status !== 201) throw new Error(`beginning an upload: ${answer.status} ${answer.code}`);
  return answer.headers.get('location') ?? '';
}

export const bring = (user: TestUser, path: string, offset: number, body: BodyInit | Uint8Array) =>
  tus(
    user,
    'PATCH',
    path,
    { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body as BodyInit,
  );

/** Brings all of a file at once. The answer to its last byte, and its id. */
export async function bringAll(
  user: TestUser,
  bytes: Uint8Array,
  metadata: Record<string, string | number> = {},
): Promise<TusAnswer & { id: string }> {
  const path = await begun(user, bytes.length, metadata);
  return { ...(await bring(user, path, 0, bytes)), id: path.split('/').at(-1) ?? '' };
}

/** Uploads a file that must be taken, and tells what it became. */
export async function upload(
  user: TestUser,
  bytes: Uint8Array,
  metadata: Record<string, string | number> = {},
): Promise<Attachment> {
  const { status, code, id } = await bringAll(user, bytes, metadata);
  if (status !== 204) throw new Error(`uploading: ${status} ${code}`);
  return user.get<Attachment>(`/api/files/${id}/info`);
}

/** A download as it comes over the line. */
export async function download(
  user: TestUser,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const response = await fetch(user.url + path, {
    headers: { authorization: `Bearer ${user.access}`, ...headers },
  });
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

/** The same as a browser would: a mebibyte at a time. */
export async function uploadInPortions(user: TestUser, bytes: Buffer): Promise<Attachment> {
  const path = await begun(user, bytes.length);
  const portion = 1024 * 1024;
  for (let at = 0; at < bytes.length; at += portion) {
    const { status, code } = await bring(user, path, at, bytes.subarray(at, at + portion));
    if (status !== 204) throw new Error(`uploading: ${status} ${code}`);
  }
  return user.get<Attachment>(`/api/files/${path.split('/').at(-1)}/info`);
}
