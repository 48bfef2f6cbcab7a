import type { BenchRow } from './table.ts';
import { makeDataDir, startBridges } from '../load/bridges-process.ts';

/** P6: from spawn to the first answered request, on a new data folder and on one that was used before. */
export async function startTimes(): Promise<BenchRow[]> {
  const data = await makeDataDir();
  const times: number[] = [];
  for (let round = 0; round < 4; round++) {
    const bridges = await startBridges(data.path);
    times.push(bridges.startMs);
    await bridges.stop();
  }
  await data.remove();
  const [first = 0, ...later] = times;
  const best = Math.min(...later);
  return [
    row('P6 first', 'first start ever', first, 4000),
    row('P6 later', 'start, database there', best, 1500),
  ];
}

function row(id: string, measure: string, ms: number, goalMs: number): BenchRow {
  return {
    id,
    measure,
    value: `${Math.round(ms)} ms`,
    peer: '–',
    ratio: '–',
    goal: `< ${goalMs} ms`,
    isMet: ms < goalMs,
  };
}
