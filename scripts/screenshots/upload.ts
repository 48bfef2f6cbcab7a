import type { TestUser } from '@bridges/dev-env/test-user';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Uploads a whole file in one go; answers its id. */
export async function upload(
  user: TestUser,
  bytes: Uint8Array,
  metadata: Record<string, string>,
): Promise<string> {
  const headers = { authorization: `Bearer ${user.access}`, 'tus-resumable': '1.0.0' };
  const begun = await fetch(`${user.url}/api/files/uploads`, {
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(bytes.length),
      'upload-metadata': Object.entries(metadata)
        .map(([key, value]) => `${key} ${base64(value)}`)
        .join(','),
    },
  });
  const place = begun.headers.get('location');
  if (place === null) throw new Error(`The upload did not begin: ${begun.status} ${await begun.text()}`);
  const done = await fetch(new URL(place, user.url), {
    method: 'PATCH',
    headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: bytes as BodyInit,
  });
  if (!done.ok) throw new Error(`The upload did not end: ${done.status} ${await done.text()}`);
  return place.split('/').at(-1) ?? '';
}
