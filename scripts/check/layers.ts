import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../run.ts';
import type { RunResult } from '../run.ts';

interface Report {
  modules: unknown[];
  summary: {
    totalCruised: number;
    violations: { from: string; to: string; rule: { name: string }; cycle?: { name: string }[] }[];
    ruleSetUsed: { forbidden: { name: string; comment?: string }[] };
  };
}

/** Runs the rules of `.dependency-cruiser.mjs`; each finding says what to do instead. */
export async function checkLayers(): Promise<RunResult> {
  const folders = ['apps', 'modules', 'packages', 'e2e', 'bench'].filter((name) =>
    existsSync(join(root, name)),
  );
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...folders];
  const { output } = await run('depcruise', args);
  const report = parse(output);
  if (!report) return { isOk: false, output };

  const { totalCruised, violations, ruleSetUsed } = report.summary;
  // Without a compiler it understands, dependency-cruiser finds no modules and is content.
  if (totalCruised < 50)
    return { isOk: false, output: `only ${totalCruised} files were looked at: is typescript installed?` };
  const adviceOf = new Map(ruleSetUsed.forbidden.map((rule) => [rule.name, rule.comment ?? '']));
  const lines = violations.map(({ from, to, rule, cycle }) => {
    const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
    return `${from} → ${way}\n  ${rule.name}: ${adviceOf.get(rule.name)}`;
  });
  return { isOk: lines.length === 0, output: lines.join('\n') };
}

function parse(output: string): Report | undefined {
  try {
    return JSON.parse(output) as Report;
  } catch {
    return undefined;
  }
}
