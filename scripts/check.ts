/**
 * `npm run check`: everything that can be said about the code without running it. All steps run, even after
 * one failed. `npm run check -- types lint` runs only these.
 */
import { performance } from 'node:perf_hooks';
import { checkGenerated } from './check/generated.ts';
import { checkLayers } from './check/layers.ts';
import { checkLock } from './check/lock.ts';
import { run } from './run.ts';
import type { RunResult } from './run.ts';

interface Step {
  /** What a person types to run only this. */
  name: string;
  says: string;
  run: () => Promise<RunResult>;
}

const steps: Step[] = [
  { name: 'format', says: 'oxfmt; mend with npm run format', run: () => run('oxfmt', ['--check', '.']) },
  { name: 'types', says: 'TypeScript 7', run: () => run('tsc', ['--noEmit', '-p', 'tsconfig.json']) },
  { name: 'lint', says: 'oxlint, with types', run: () => run('oxlint', ['--type-aware', '--deny-warnings']) },
  { name: 'layers', says: 'who may know whom', run: checkLayers },
  { name: 'generated', says: 'generated files are current; mend with npm run generate', run: checkGenerated },
  {
    name: 'unused',
    says: 'unused files, exports and dependencies',
    run: () => run('knip', ['--no-progress']),
  },
  { name: 'lock', says: 'package-lock.json is complete', run: checkLock },
];

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !steps.some((step) => step.name === name));
if (unknown) {
  console.error(`There is no check "${unknown}"; there are ${steps.map((step) => step.name).join(', ')}.`);
  process.exit(2);
}

const failed: string[] = [];
for (const step of steps.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const startedAt = performance.now();
  const { isOk, output } = await step.run().catch((error: Error) => ({ isOk: false, output: error.message }));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${isOk ? '✔' : '✘'} ${step.name} (${step.says}) ${seconds} s`);
  if (isOk) continue;
  failed.push(step.name);
  console.log(output.trimEnd().replaceAll(/^/gm, '    '), '\n');
}
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
