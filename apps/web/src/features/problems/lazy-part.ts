import { createElement, lazy } from 'react';
import type { ComponentType } from 'react';

/** The code of a part did not come: there is no connection, or the server has only that of a newer version. */
export class PartMissing extends Error {
  /** Lets it be asked for anew when it is next shown: React would throw this again, unasked. */
  readonly forget: () => void;

  constructor(cause: unknown, forget: () => void) {
    super('The code of a part could not be loaded.', { cause });
    this.name = 'PartMissing';
    this.forget = forget;
  }
}

/** A component whose code is loaded when it is first shown. What does not come is thrown as PartMissing. */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let Shown = begin();
  function begin() {
    const asked = lazy(async () => {
      try {
        return { default: await load() };
      } catch (cause) {
        throw new PartMissing(cause, () => {
          if (Shown === asked) Shown = begin();
        });
      }
    });
    return asked;
  }
  return function LazyPart(props: Props) {
    return createElement<Props>(Shown, props);
  };
}
