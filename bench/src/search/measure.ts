import type { TestUser } from '@bridges/dev-env';
import { queryKinds } from './queries.ts';

export interface Measured {
  kind: string;
  p50Ms: number;
  p95Ms: number;
  /** Processor time of the server for one query. */
  cpuMs: number;
  hits: number;
}

/** Each kind of query, one after the other, as one person asks. */
export async function measureQueries(
  user: TestUser,
  { turns, cpuSeconds }: { turns: number; cpuSeconds: () => number },
): Promise<{ rows: Measured[]; p95Ms: number; cpuMs: number }> {
  const rows: Measured[] = [];
  const all: number[] = [];
  for (const [kind, query] of Object.entries(queryKinds)) {
    const times: number[] = [];
    let hits = 0;
    let cpuBefore = 0;
    for (let turn = -2; turn < turns; turn++) {
      const asked = new URLSearchParams({ ...query(Math.max(0, turn)), limit: '20' });
      if (turn === 0) cpuBefore = cpuSeconds();
      const startedMs = performance.now();
      const page = await user.get<{ hits: unknown[] }>(`/api/search?${asked.toString()}`);
      // The first two warm up.
      if (turn < 0) continue;
      times.push(performance.now() - startedMs);
      hits += page.hits.length;
    }
    all.push(...times);
    rows.push({
      kind,
      p50Ms: percentile(times, 50),
      p95Ms: percentile(times, 95),
      cpuMs: ((cpuSeconds() - cpuBefore) / turns) * 1000,
      hits: hits / turns,
    });
  }
  return {
    rows,
    p95Ms: percentile(all, 95),
    cpuMs: rows.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / rows.length,
  };
}

function percentile(times: readonly number[], percent: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}
