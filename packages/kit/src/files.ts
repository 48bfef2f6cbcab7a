import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { kitErrors } from './errors.ts';

export interface StoredFile {
  key: string;
  sizeBytes: number;
}

/** A part of a file, both ends included, as in an HTTP range. */
export interface ByteRange {
  from: number;
  to?: number;
}

/**
 * Bytes by key, without names, types or rights: those are the owner's business, in its database. A key is made
 * here and is no secret. A file is there whole or not at all, and never changes.
 */
export interface Files {
  /** Stores what the stream brings; durable when it resolves. Rejects with the stream's error, keeping nothing. */
  put(content: Readable): Promise<StoredFile>;
  /** @throws AppError kit.not_found */
  read(key: string, range?: ByteRange): Promise<Readable>;
  /** Size in bytes. @throws AppError kit.not_found */
  size(key: string): Promise<number>;
  /** Forgets a file; one that is not there is forgotten already. */
  remove(key: string): Promise<void>;
  /** Every file there is, in no order; what comes or goes meanwhile may be among them or not. */
  list(): AsyncIterable<ListedFile>;
}

export interface ListedFile extends StoredFile {
  storedAt: Date;
}

/** What a key looks like: keys come back from callers, and only what `put` could have made is looked for. */
export const isFileKey = (key: string): boolean => /^[\da-f]{32}$/.test(key);
export const newFileKey = (): string => randomBytes(16).toString('hex');

/** Files in a folder of this machine, spread over 256 subfolders. */
export class FolderFiles implements Files {
  readonly #folder: string;
  #isTidied = false;

  /** @param folder made when the first file comes */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(content: Readable): Promise<StoredFile> {
    const key = newFileKey();
    const path = this.#pathOf(key);
    const draft = join(this.#folder, 'incoming', key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await mkdir(dirname(draft), { recursive: true, mode: 0o700 });
    if (!this.#isTidied) await forgetDrafts(dirname(draft));
    this.#isTidied = true;
    try {
      await pipeline(content, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }));
      const { size } = await stat(draft);
      // Whole or not at all: the name appears when the bytes are on the disk, and outlives a power cut.
      await rename(draft, path);
      await syncFolder(dirname(path));
      return { key, sizeBytes: size };
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    await this.size(key);
    const part = range ? { start: range.from, ...(range.to === undefined ? {} : { end: range.to }) } : {};
    return createReadStream(this.#pathOf(key), part);
  }

  async size(key: string): Promise<number> {
    const found = await stat(this.#pathOf(key)).catch(() => undefined);
    if (!found) throw kitErrors.not_found();
    return found.size;
  }

  async remove(key: string): Promise<void> {
    await rm(this.#pathOf(key), { force: true });
  }

  async *list(): AsyncGenerator<ListedFile> {
    for (const part of await readdir(this.#folder).catch(() => [])) {
      if (!/^[\da-f]{2}$/.test(part)) continue;
      for (const key of await readdir(join(this.#folder, part))) {
        const found = isFileKey(key) ? await stat(join(this.#folder, part, key)).catch(() => null) : null;
        if (found) yield { key, sizeBytes: found.size, storedAt: found.mtime };
      }
    }
  }

  #pathOf(key: string): string {
    if (!isFileKey(key)) throw kitErrors.not_found();
    return join(this.#folder, key.slice(0, 2), key);
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Drafts that a crash left are a day old; younger ones may be another process's. */
async function forgetDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && found.mtimeMs < Date.now() - 86_400_000) await rm(path, { force: true });
  }
}
