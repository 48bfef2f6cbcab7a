/** What the driver asks of a server under test: broadcast this often for this long. */
export interface LoadOrder {
  messagesPerSecond: number;
  seconds: number;
  text: string;
}

/** What it answers. */
export interface LoadResult {
  published: number;
  /** Processor time of the whole server process meanwhile, in seconds. */
  cpuSeconds: number;
  residentBytes: number;
  heapBytes: number;
}

/** Tells the driver where the server listens, and carries out its orders. */
export function serveLoad(port: number, broadcast: (text: string) => void): void {
  process.send?.({ port });
  process.on('message', ({ messagesPerSecond, seconds, text }: LoadOrder) => {
    if (seconds === 0) globalThis.gc?.();
    const cpu = process.cpuUsage();
    const startedMs = performance.now();
    let published = 0;
    const timer = setInterval(() => {
      const elapsed = Math.min((performance.now() - startedMs) / 1000, seconds);
      for (const due = Math.floor(elapsed * messagesPerSecond); published < due; published++) broadcast(text);
      if (elapsed < seconds) return;
      clearInterval(timer);
      setTimeout(() => {
        const { user, system } = process.cpuUsage(cpu);
        const result: LoadResult = {
          published,
          cpuSeconds: (user + system) / 1e6,
          residentBytes: process.memoryUsage().rss,
          heapBytes: process.memoryUsage().heapUsed,
        };
        process.send?.(result);
      }, 200);
    }, 1);
  });
}
