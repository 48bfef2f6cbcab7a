/** What was typed while the switcher was on its way: nothing of it is to get into a message. */
let typed = '';

export const keepTyped = (text: string): void => {
  typed = text;
};

export function takeTyped(): string {
  const text = typed;
  typed = '';
  return text;
}
