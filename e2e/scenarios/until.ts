/** Of a moment in which the machine stood still, no more than this counts. */
const mostPerLookMs = 500;

/** Polls for a condition: what it waits for is told by nobody. Who was not there to look does not say that it never came. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  seen: () => string = () => '',
  limitMs = 20_000,
): Promise<void> {
  let leftMs = limitMs;
  for (let lookedMs = performance.now(); !(await holds());) {
    if (leftMs < 0) throw new Error(`never came: ${what}. ${seen()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const nowMs = performance.now();
    leftMs -= Math.min(nowMs - lookedMs, mostPerLookMs);
    lookedMs = nowMs;
  }
}
