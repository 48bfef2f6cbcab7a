import { create } from 'zustand';

/** Which option of which list the arrows have reached, by the lists' ids. The focus stays in the field. */
const useActive = create<Readonly<Record<string, string | null>>>(() => ({}));

export const useActiveOption = (listId: string): string | null =>
  useActive((active) => active[listId] ?? null);
export const useIsActive = (listId: string, id: string): boolean =>
  useActive((active) => active[listId] === id);
export const setActive = (listId: string, id: string | null): void => useActive.setState({ [listId]: id });

const optionsIn = (listId: string): HTMLElement[] => [
  ...(document.getElementById(listId)?.querySelectorAll<HTMLElement>('[role=option]') ?? []),
];

/** Steps through the options; from an end to the other. */
export function moveActive(listId: string, step: number): void {
  const options = optionsIn(listId);
  const now = options.findIndex(({ id }) => id === useActive.getState()[listId]);
  const from = now < 0 && step < 0 ? 0 : now;
  const next = options[(from + step + options.length) % options.length];
  if (!next) return;
  setActive(listId, next.id);
  next.scrollIntoView({ block: 'nearest' });
}

/** Does what the option does; without one reached, the first. False: there is none. */
export function pickActive(listId: string): boolean {
  const options = optionsIn(listId);
  const option = options.find(({ id }) => id === useActive.getState()[listId]) ?? options[0];
  option?.click();
  return option !== undefined;
}
