import { uploadMetadata } from '@bridges/contracts';
import type { UploadMetadata } from '@bridges/contracts';

const maxHeaderLength = 8192;

export type ReadMetadata = { metadata: UploadMetadata } | { problem: string };

/** Reads `Upload-Metadata`: keys with values in base64, by comma. */
export function readUploadMetadata(header: string | undefined): ReadMetadata {
  if (header === undefined || header.trim() === '') return { metadata: {} };
  if (header.length > maxHeaderLength) return { problem: 'it is too long' };
  const given = new Map<string, string>();
  for (const pair of header.split(',')) {
    const [key = '', value = '', ...rest] = pair.trim().split(' ');
    if (rest.length > 0 || key === '' || given.has(key))
      return { problem: 'it must be keys and values, each key once' };
    const text = decoded(value);
    if (text === undefined) return { problem: `${key} is not base64 of UTF-8` };
    given.set(key, text);
  }
  const result = uploadMetadata.safeParse(Object.fromEntries(given));
  if (result.success) return { metadata: result.data };
  const issue = result.error.issues[0];
  return { problem: `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'does not fit'}` };
}

function decoded(base64: string): string | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    return undefined;
  }
}
