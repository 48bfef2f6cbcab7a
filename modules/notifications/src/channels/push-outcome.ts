import type { Outcome } from './channel.ts';

/** What became of a push to one browser. */
export type PushAnswer =
  | { kind: 'taken' }
  /** The browser wants no more: 404 or 410. */
  | { kind: 'gone'; note: string }
  | { kind: 'refused'; note: string }
  | { kind: 'later'; afterMs: number; note: string };

/** What became of a telling, by what became of it at each of her browsers. */
export function outcomeOf(answers: readonly PushAnswer[]): Outcome {
  const taken = answers.filter(({ kind }) => kind === 'taken').length;
  const later = answers.filter((answer) => answer.kind === 'later');
  const [first] = later;
  // Those that have it already are passed over next time.
  if (first)
    return { kind: 'later', afterMs: Math.min(...later.map(({ afterMs }) => afterMs)), note: first.note };
  if (taken > 0) return { kind: 'delivered', note: taken === 1 ? '1 browser' : `${taken} browsers` };
  const refused = answers.find((answer) => answer.kind === 'refused');
  if (refused) return refused;
  return { kind: 'gone', note: answers.find((answer) => answer.kind === 'gone')?.note ?? 'no browser' };
}
