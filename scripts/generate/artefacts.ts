import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../run.ts';
import { asyncapi } from './asyncapi.ts';
import { closeCodes } from './close-codes.ts';
import { environment } from './environment.ts';
import { errors } from './errors.ts';
import { events } from './events.ts';
import { openapi } from './openapi.ts';
import { proto } from './proto.ts';
import { topology } from './topology.ts';

/** Generated files: path from the root → content. */
export type Files = Map<string, string>;

/** Something that is made from the code and committed. */
export interface Artefact {
  name: string;
  /** Files or folders it alone writes to, from the root; what is in them and not made is stale. */
  owns: string[];
  build: () => Promise<Files>;
}

const artefacts: Artefact[] = [proto, asyncapi, errors, closeCodes, events, topology, environment, openapi];

export interface Built {
  artefact: Artefact;
  files: Files;
  /** Why it could not be made; `files` is empty then. */
  problem?: string;
}

/** Builds one artefact after the other, all of them even if one cannot be made. */
export async function* generateAll(): AsyncGenerator<Built> {
  for (const artefact of artefacts) {
    try {
      yield { artefact, files: await artefact.build() };
    } catch (error) {
      yield { artefact, files: new Map(), problem: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** What stands on disk of an artefact now. */
export async function readStanding(artefact: Artefact): Promise<Files> {
  const files: Files = new Map();
  for (const owned of artefact.owns) {
    for (const path of await listFiles(owned)) files.set(path, await readFile(join(root, path), 'utf8'));
  }
  return files;
}

async function listFiles(path: string): Promise<string[]> {
  const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => error.code,
  );
  if (entries === 'ENOTDIR') return [path];
  if (!Array.isArray(entries)) return [];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}
