import { useEffect } from 'react';
import { create } from 'zustand';

/** Which option of which list the arrows have reached, by the lists' ids. The focus stays in the field. */
const useActive = create<Readonly<Record<string, string | null>>>(() => ({}));

export const useActiveOption = (listId: string): string | null =>
  useActive((active) => active[listId] ?? null);
/** The same, as it is at this moment. */
export const activeOption = (listId: string): string | null => useActive.getState()[listId] ?? null;
export const useIsActive = (listId: string, id: string): boolean =>
  useActive((active) => active[listId] === id);
export function setActive(listId: string, id: string | null): void {
  waiting.delete(listId);
  useActive.setState({ [listId]: id });
}

/** Lists whose first option is to be picked as soon as the answer is there. */
const waiting = new Set<string>();

/** What answers another question than the one that stands there now is no option. */
const optionsIn = (listId: string): HTMLElement[] => [
  ...(document
    .getElementById(listId)
    ?.querySelectorAll<HTMLElement>('[role=option]:not([data-stale] [role=option])') ?? []),
];

/** Steps through the options; from an end to the other. */
export function moveActive(listId: string, step: number): void {
  const options = optionsIn(listId);
  const now = options.findIndex(({ id }) => id === activeOption(listId));
  const from = now < 0 && step < 0 ? 0 : now;
  const next = options[(from + step + options.length) % options.length];
  if (!next) return;
  setActive(listId, next.id);
  next.scrollIntoView({ block: 'nearest' });
}

/** Does what the option does; without one reached, the first, if need be when it comes. */
export function pickActive(listId: string): void {
  const options = optionsIn(listId);
  const option = options.find(({ id }) => id === activeOption(listId)) ?? options[0];
  if (option) option.click();
  else waiting.add(listId);
}

/** For a list that gets answers: who pressed Enter before the answer gets its first option now. */
export function useAnswered(listId: string, isLoading: boolean): void {
  useEffect(() => {
    if (!isLoading && waiting.delete(listId)) optionsIn(listId)[0]?.click();
  }, [listId, isLoading]);
}
