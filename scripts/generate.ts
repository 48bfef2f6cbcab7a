/** `npm run generate`: writes every generated file. One file per artefact in `scripts/generate/`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generateAll, readStanding } from './generate/artefacts.ts';
import { root } from './run.ts';

for await (const { artefact, files, problem } of generateAll()) {
  if (problem !== undefined) {
    console.error(`${artefact.name} cannot be made: ${problem}`);
    process.exitCode = 1;
    continue;
  }
  const standing = await readStanding(artefact);
  for (const path of standing.keys()) if (!files.has(path)) await rm(join(root, path));
  let changed = 0;
  for (const [path, content] of files) {
    if (standing.get(path) === content) continue;
    changed += 1;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  console.log(`${artefact.name}: ${files.size} files, ${changed} changed`);
}
