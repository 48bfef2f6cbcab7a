import type { AdminAct } from '@bridges/contracts';

export interface ModuleActs {
  acts: readonly AdminAct[];
  /** Null: there are no older ones. */
  nextCursor: string | null;
}

/** An act, and where it was noted: ids are those of one module. */
export type PlacedAct = AdminAct & { module: string };

/**
 * The acts of several modules by time, the latest first, down to where all of them are known: below the oldest that a
 * module with more has told, something of it may be missing.
 */
export function mergeActs(told: Readonly<Record<string, ModuleActs>>): PlacedAct[] {
  const all = Object.entries(told).flatMap(([module, { acts }]) => acts.map((act) => ({ ...act, module })));
  const horizon = Object.values(told)
    .flatMap(({ acts, nextCursor }) => (nextCursor === null ? [] : [acts.at(-1)?.actedAt ?? '']))
    .toSorted()
    .at(-1);
  return all
    .filter(({ actedAt }) => horizon === undefined || actedAt >= horizon)
    .toSorted((a, b) => b.actedAt.localeCompare(a.actedAt));
}

/** Modules that have older acts, each with where they go on and the oldest that it has told. */
export type OpenActs = Readonly<Record<string, { cursor: string; oldest: string }>>;

/** Whose older acts are asked for next: of those that have more, who has told the least far back. */
export function nextToAsk(open: OpenActs): string[] {
  const nearest = Object.values(open)
    .map(({ oldest }) => oldest)
    .toSorted()
    .at(-1);
  return Object.keys(open).filter((module) => open[module]?.oldest === nearest);
}

/** What is open once these were told. */
export function openAfter(before: OpenActs, told: Readonly<Record<string, ModuleActs>>): OpenActs {
  const rest = Object.entries(before).filter(([module]) => told[module] === undefined);
  const more = Object.entries(told).flatMap(([module, { acts, nextCursor: cursor }]) =>
    cursor === null ? [] : [[module, { cursor, oldest: acts.at(-1)?.actedAt ?? '' }] as const],
  );
  return Object.fromEntries([...rest, ...more]);
}
