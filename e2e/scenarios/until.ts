/** Polls for a condition: what it waits for is told by nobody. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  seen: () => string = () => '',
  limitMs = 20_000,
): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`never came: ${what}. ${seen()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
