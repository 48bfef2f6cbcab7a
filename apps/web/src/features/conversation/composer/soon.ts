/** A value, or a promise of it where it is not here yet. */
export type Soon<Value> = Value | Promise<Value>;

/** Goes on at once with what is here: what is offered a moment late is offered for another text. */
export const withIt = <Value, Next>(value: Soon<Value>, next: (value: Value) => Soon<Next>): Soon<Next> =>
  value instanceof Promise ? value.then(next) : next(value);

/** Loads when first asked, keeps what was loaded, and tries again after a failure. */
export function loadedOnce<Value>(load: () => Promise<Value>): () => Soon<Value> {
  let held: Soon<Value> | undefined;
  return () => {
    if (held !== undefined) return held;
    held = load().then(
      (value) => {
        held = value;
        return value;
      },
      (error: unknown) => {
        held = undefined;
        throw error;
      },
    );
    return held;
  };
}
