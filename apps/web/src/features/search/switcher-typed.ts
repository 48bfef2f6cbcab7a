/** A key that does something in the switcher, besides what is typed. */
export type SwitcherKey = 'ArrowDown' | 'ArrowUp' | 'Enter';

interface Typed {
  text: string;
  /** Pressed after it. */
  keys: readonly SwitcherKey[];
}

const nothing: Typed = { text: '', keys: [] };

/** What was typed while the switcher was on its way: nothing of it is lost, or gets into a message. */
let typed = nothing;

export const keepTyped = (text: string): void => {
  typed = { text, keys: [] };
};

export const keepKey = (key: SwitcherKey): void => {
  typed = { ...typed, keys: [...typed.keys, key] };
};

export function takeTyped(): Typed {
  const taken = typed;
  typed = nothing;
  return taken;
}

/** Ctrl+K again goes on to the next one. */
export function switcherKeyOf({
  key,
  code,
  ctrlKey,
  metaKey,
}: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey'>): SwitcherKey | undefined {
  if ((ctrlKey || metaKey) && code === 'KeyK') return 'ArrowDown';
  return key === 'ArrowDown' || key === 'ArrowUp' || key === 'Enter' ? key : undefined;
}
