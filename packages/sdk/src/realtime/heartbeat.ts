/** After waking, a healthy connection answers a ping within this time. */
const probeMs = 5000;

/**
 * Says something every interval, and gives the connection up when nothing at all was heard for half an interval
 * after that. The deadline runs from a ping, not from the last frame: in a hidden tab timers come late, and
 * silence between two late timers proves nothing.
 */
export function createHeartbeat({ ping, onDead }: { ping: () => void; onDead: () => void }) {
  let interval: ReturnType<typeof setInterval> | undefined;
  let deadline: ReturnType<typeof setTimeout> | undefined;

  function beat(patienceMs: number): void {
    clearTimeout(deadline);
    deadline = setTimeout(onDead, patienceMs);
    ping();
  }

  return {
    start(intervalMs: number): void {
      clearInterval(interval);
      interval = setInterval(() => beat(intervalMs / 2), intervalMs);
    },
    heard(): void {
      clearTimeout(deadline);
    },
    /** Is it still there? For after a sleep. */
    probe(): void {
      beat(probeMs);
    },
    stop(): void {
      clearInterval(interval);
      clearTimeout(deadline);
    },
  };
}
