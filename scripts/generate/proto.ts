import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from '../run.ts';
import type { Artefact, Files } from './artefacts.ts';

const contracts = 'packages/contracts';

/** TypeScript of the proto contracts, by buf; the contracts are linted on the way. */
export const proto: Artefact = {
  name: 'proto',
  owns: [`${contracts}/src/gen`],
  build: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bridges-proto-'));
    try {
      const cwd = join(root, contracts);
      for (const args of [['lint'], ['generate', '--output', folder]]) {
        const { isOk, output } = await run('buf', args, cwd);
        if (!isOk) throw new Error(`buf ${args[0]}:\n${output}`);
      }
      return await read(folder);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function read(folder: string): Promise<Files> {
  const files: Files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(join(contracts, path.slice(folder.length + 1)), await readFile(path, 'utf8'));
  }
  return files;
}
