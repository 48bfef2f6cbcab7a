import { isUtf8 } from 'node:buffer';
import { defineErrors } from '../errors.ts';

export const httpErrors = defineErrors('http', {
  malformed_json: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'The body is not valid JSON in UTF-8, or names a key twice.',
  },
  invalid_request: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'The request does not fit; see details.',
  },
  too_large: { status: 413, grpc: 'INVALID_ARGUMENT', message: 'The request is too large.' },
  unsupported_media_type: { status: 415, grpc: 'INVALID_ARGUMENT', message: 'Send JSON (application/json).' },
  foreign_origin: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'Requests that change something must come from this site, or carry a bearer token.',
  },
  bad_request: { status: 400, grpc: 'INVALID_ARGUMENT', message: 'The request is malformed.' },
});

/**
 * Parses JSON that must be unambiguous: valid UTF-8, no key twice, no `__proto__`.
 *
 * @throws AppError http.malformed_json
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) throw httpErrors.malformed_json();
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw httpErrors.malformed_json();
  }
  // JSON.parse keeps the last of equal keys: then the tree holds fewer keys than the text has colons.
  if (countKeys(value) !== countColons(text)) throw httpErrors.malformed_json();
  return value;
}

function countColons(text: string): number {
  let colons = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isInString) {
      if (code === 92) at++;
      else if (code === 34) isInString = false;
    } else if (code === 34) isInString = true;
    else if (code === 58) colons++;
  }
  return colons;
}

function countKeys(root: unknown): number {
  let keys = 0;
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) open.push(item);
      continue;
    }
    // What JSON.parse made has nothing but keys of its own.
    for (const key in value) {
      if (key === '__proto__') throw httpErrors.malformed_json();
      keys++;
      const child = (value as Record<string, unknown>)[key];
      if (typeof child === 'object') open.push(child);
    }
  }
  return keys;
}
