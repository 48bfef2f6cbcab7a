import type { Attachment } from '@bridges/contracts';
import { ApiError, errorFromResponse, toApiError } from './errors.ts';
import type { Rest } from './rest.ts';

/** What the uploader says of a file; see the upload's metadata in the API. */
export interface UploadHints {
  name: string;
  /** Media type, a hint: the content decides. */
  type?: string | undefined;
  /** `voice`: a voice message. `file`: keep it a file to download, though it may be a picture. */
  kind?: 'auto' | 'voice' | 'file' | undefined;
  width?: number | undefined;
  height?: number | undefined;
  durationMs?: number | undefined;
  waveform?: string | undefined;
}

export interface UploadOptions {
  rest: Rest;
  /** As the client's; '' for the page's own origin. */
  baseUrl?: string;
  hints: UploadHints;
  /** The id that an earlier try was given: goes on where that one stopped. */
  uploadId?: string | null;
  /** Told once the server has given the upload an id: keep it to go on after a crash. */
  onBegun?: (uploadId: string) => void;
  /** How many bytes the server has, or is just getting. */
  onProgress?: (sentBytes: number) => void;
  signal?: AbortSignal;
}

const chunkBytes = 4 * 1024 * 1024;
const maxTries = 6;

/**
 * Uploads a file with tus and resolves with what messages will show of it. Broken connections are gone on with from
 * where the server stands, a few times by itself and later with `uploadId`.
 *
 * @throws ApiError `files.file_too_large`, `files.quota_exceeded`, `files.picture_too_large`…; `sdk.network`, retryable,
 * when the server could not be reached for a while.
 */
export async function uploadFile(blob: Blob, options: UploadOptions): Promise<Attachment> {
  const { rest, signal } = options;
  const root = `${(options.baseUrl ?? '').replace(/\/$/, '')}/api/files/uploads`;
  let id = options.uploadId ?? null;
  let isEndUnknown = false;
  for (let tries = 0; ;) {
    try {
      let offset = 0;
      if (id === null) {
        id = await begin(options, root, blob.size);
        options.onBegun?.(id);
      } else {
        try {
          offset = await standing(options, `${root}/${id}`);
        } catch (cause) {
          const error = toApiError(cause);
          if (error.code !== 'files.upload_not_found' && error.status !== 404) throw error;
          // Finished uploads are files by now; what has expired begins again.
          const file = isEndUnknown || options.uploadId === id ? await infoOf(rest, id) : null;
          if (file) return file;
          id = null;
          continue;
        }
      }
      while (offset < blob.size) {
        const part = blob.slice(offset, Math.min(offset + chunkBytes, blob.size));
        isEndUnknown = true;
        offset = await bring(options, `${root}/${id}`, part, offset);
        tries = 0;
      }
      options.onProgress?.(blob.size);
      return await finished(rest, id, signal);
    } catch (cause) {
      const error = toApiError(cause);
      signal?.throwIfAborted();
      const mayGoOn = error.isRetryable || error.code === 'files.offset_mismatch';
      tries += 1;
      if (!mayGoOn || tries >= maxTries) throw error;
      await pause(error.retryAfterMs ?? Math.min(500 * 2 ** tries, 8000), signal);
    }
  }

  async function infoOf(from: Rest, fileId: string): Promise<Attachment | null> {
    return finished(from, fileId, signal).catch((cause: unknown) => {
      const error = toApiError(cause);
      if (error.status === 404) return null;
      throw error;
    });
  }
}

/** Gives up an upload, or the unused file it has become. */
export async function cancelUpload(rest: Rest, uploadId: string, baseUrl = ''): Promise<void> {
  const headers = { 'tus-resumable': '1.0.0', ...rest.authorization() };
  await fetch(`${baseUrl}/api/files/uploads/${uploadId}`, { method: 'DELETE', headers }).catch(
    () => undefined,
  );
  await rest.request('DELETE', `/api/files/${uploadId}`).catch(() => undefined);
}

async function begin({ hints, rest, signal }: UploadOptions, root: string, size: number): Promise<string> {
  const { name, type, ...others } = hints;
  const told = { filename: name, ...(type ? { filetype: type } : {}), ...others };
  const metadata = Object.entries(told)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} ${base64(String(value))}`)
    .join(',');
  const headers = { 'upload-length': String(size), 'upload-metadata': metadata };
  const response = await ask(rest, 'POST', root, headers, signal);
  const id = response.headers.get('location')?.split('/').at(-1);
  if (!id) throw new ApiError({ code: 'sdk.bad_answer', message: 'No Location.', isRetryable: true });
  return id;
}

async function standing({ rest, signal }: UploadOptions, url: string): Promise<number> {
  const response = await ask(rest, 'HEAD', url, {}, signal);
  return Number(response.headers.get('upload-offset'));
}

/** In browsers by XMLHttpRequest, which alone tells how far it got. */
async function bring(options: UploadOptions, url: string, part: Blob, offset: number): Promise<number> {
  const headers = {
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(offset),
  };
  const { rest, signal } = options;
  const response =
    typeof XMLHttpRequest === 'undefined'
      ? await ask(rest, 'PATCH', url, headers, signal, part)
      : await renewing(rest, () => byXhr(options, url, headers, part, offset));
  return Number(response.headers.get('upload-offset'));
}

function byXhr(
  { rest, onProgress, signal }: UploadOptions,
  url: string,
  headers: Record<string, string>,
  part: Blob,
  offset: number,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('PATCH', url);
    const all = { 'tus-resumable': '1.0.0', ...rest.authorization(), ...headers };
    for (const [name, value] of Object.entries(all)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded }) => onProgress?.(offset + Math.min(loaded, part.size));
    const broken = () => reject(toApiError(new Error('The upload was interrupted.')));
    xhr.onerror = broken;
    xhr.ontimeout = broken;
    xhr.onabort = () => reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    // A connection that is gone without a word.
    xhr.timeout = 120_000;
    xhr.onload = () => {
      const told = new Headers();
      for (const name of ['upload-offset', 'retry-after']) {
        const value = xhr.getResponseHeader(name);
        if (value !== null) told.set(name, value);
      }
      const body = xhr.status === 204 ? null : xhr.responseText;
      resolve(new Response(body, { status: xhr.status, headers: told }));
    };
    signal?.addEventListener('abort', () => xhr.abort(), { once: true });
    xhr.send(part);
  });
}

function ask(
  rest: Rest,
  method: string,
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal | undefined,
  body?: Blob,
): Promise<Response> {
  return renewing(rest, () =>
    fetch(url, {
      method,
      headers: { 'tus-resumable': '1.0.0', ...rest.authorization(), ...headers },
      credentials: rest.isBearer ? 'omit' : 'same-origin',
      ...(body && { body }),
      ...(signal && { signal }),
    }),
  );
}

/**
 * Gives a film that was uploaded, and not sent yet, the picture that stands for it. JPEG, PNG or WebP, 1 MiB at
 * most. Resolves with what messages will show of the film from now on.
 */
export async function sendPoster(
  rest: Rest,
  fileId: string,
  picture: Blob,
  baseUrl = '',
): Promise<Attachment> {
  const headers = { 'content-type': picture.type };
  const url = `${baseUrl}/api/files/${fileId}/poster`;
  return (await ask(rest, 'PUT', url, headers, undefined, picture)).json() as Promise<Attachment>;
}

async function renewing(rest: Rest, send: () => Promise<Response>): Promise<Response> {
  let response = await send();
  if (response.status === 401 && (await rest.refresh())) response = await send();
  if (!response.ok) throw await errorFromResponse(response);
  return response;
}

/** The last byte's answer is the verdict; after a crash of the server it may still be looked at. */
async function finished(rest: Rest, id: string, signal: AbortSignal | undefined): Promise<Attachment> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await rest.request<Attachment>('GET', `/api/files/${id}/info`, { signal });
    } catch (cause) {
      const error = toApiError(cause);
      if (error.code !== 'files.still_processing' || tries > 60) throw error;
      await pause(1000, signal);
    }
  }
}

function base64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      },
      { once: true },
    );
  });
}
