import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Healing } from './fault-run.ts';

const results = fileURLToPath(new URL('../../../bench/results/split-faults', import.meta.url));

export function faultTable(rows: readonly Healing[]): string {
  const lines = rows.map(
    ({ fault, firstSuccess, allBack, queuesEmpty, acknowledged, disturbed }) =>
      `| ${fault} | ${firstSuccess.toFixed(1)} | ${allBack.toFixed(1)} | ${queuesEmpty.toFixed(1)} | ${acknowledged} | ${disturbed} |`,
  );
  return [
    '| Fault | first success, s | all back, s | queues empty, s | acknowledged sends | failed or unknown |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}

/** Kept in the repository, beside the other measurements; faults of earlier runs stay in it. */
export function writeFaultTable(fresh: readonly Healing[], order: readonly string[]): void {
  const kept = existsSync(`${results}.json`)
    ? (JSON.parse(readFileSync(`${results}.json`, 'utf8')) as Healing[])
    : [];
  const newest = new Map([...kept, ...fresh].map((row) => [row.fault, row]));
  const rows = order.flatMap((name) => newest.get(name) ?? []);
  writeFileSync(`${results}.json`, `${JSON.stringify(rows, undefined, 2)}\n`);
  writeFileSync(
    `${results}.md`,
    `# When parts of the separate services fail\n\nSeconds from the moment the fault healed, under load (\`npm run test:faults\`). To be kept: a first success\nwithin 10 s, all clients back within 30 s, queues empty within 60 s. Of a part that was killed, stopped or gone its start counts; of a
restart, an emptying, a reload and the rolling restart the clock begins when the part answers again. In rows without a failed or
unknown send the load did not notice the fault.\n\n${faultTable(rows)}`,
  );
}
