/** So much of the time at most passes while the machine sleeps or the page is held up. */
const stepMs = 250;

/**
 * Runs after this long, counted only while the page is awake: what somebody has five seconds for is not over when she opens
 * her laptop again. Answers what stops it.
 */
export function whileAwake(ms: number, run: () => void): () => void {
  let left = ms;
  let timer: ReturnType<typeof setTimeout>;
  const step = () => {
    const next = Math.min(left, stepMs);
    timer = setTimeout(() => {
      left -= next;
      if (left > 0) step();
      else run();
    }, next);
  };
  step();
  return () => clearTimeout(timer);
}
