interface Options {
  /** What is waited for, told when it does not come. */
  what: string | (() => string);
  withinMs?: number;
}

/** Asks again and again until the answer is yes; never a pause of a fixed length. */
export async function waitFor(
  isTrue: () => boolean | Promise<boolean>,
  { what, withinMs = 60_000 }: Options,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await isTrue())) {
    if (performance.now() > deadline) {
      throw new Error(`Waited ${withinMs} ms for ${typeof what === 'string' ? what : what()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
