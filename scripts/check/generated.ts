import { generateAll, readStanding } from '../generate/artefacts.ts';
import type { RunResult } from '../run.ts';

/** Makes every generated file anew, in memory, and compares it with the one that is committed. */
export async function checkGenerated(): Promise<RunResult> {
  const problems: string[] = [];
  for await (const { artefact, files, problem } of generateAll()) {
    if (problem !== undefined) {
      problems.push(`${artefact.name} cannot be made: ${problem}`);
      continue;
    }
    const standing = await readStanding(artefact);
    for (const [path, content] of files) {
      const was = standing.get(path);
      if (was === undefined) problems.push(`${path} is missing`);
      else if (was !== content)
        problems.push(`${path} is not current (line ${firstDifference(was, content)})`);
    }
    for (const path of standing.keys()) if (!files.has(path)) problems.push(`${path} is no longer generated`);
  }
  return { isOk: problems.length === 0, output: problems.join('\n') };
}

function firstDifference(left: string, right: string): number {
  const rightLines = right.split('\n');
  const index = left.split('\n').findIndex((line, at) => line !== rightLines[at]);
  return (index === -1 ? rightLines.length : index) + 1;
}
