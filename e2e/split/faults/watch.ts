import type { HistoryRecorder } from '@bridges/dev-env/checks';
import type { SplitWorld } from '@bridges/dev-env/split-world';
import { expect } from 'vitest';
import { until } from '../../scenarios/until.ts';

interface Readiness {
  isReady: boolean;
  parts: Record<string, boolean>;
}

/** Asks services how they are. */
export class Watch {
  readonly #world: SplitWorld;
  readonly #recorder: HistoryRecorder;

  constructor(world: SplitWorld, recorder: HistoryRecorder) {
    this.#world = world;
    this.#recorder = recorder;
  }

  /** Liveness of what runs stays green all the time, and readiness soon tells of `part`. */
  async during(ms: number, part?: string): Promise<void> {
    const until = Date.now() + ms;
    let hasTold = part === undefined;
    do {
      for (const { url } of this.#running()) {
        // Twice, as those do who would start it again: one answer may be late because the machine stood still.
        let health = await liveness(url);
        if (health !== 200) health = await liveness(url);
        // It may have been killed between the list and the question.
        if (this.#running().some((service) => service.url === url)) expect(health).toBe(200);
      }
      if (part !== undefined && !hasTold && (await this.#tells(part))) {
        hasTold = true;
        this.#recorder.add({ kind: 'disturbed', client: 'readiness' });
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    } while (Date.now() < until);
    expect(hasTold, `readiness told that ${part} is away`).toBe(true);
  }

  async allReady(): Promise<void> {
    const missing = async () => {
      const answers = await Promise.all(this.#running().map(({ url }) => readiness(url)));
      return answers.filter((answer) => !answer?.isReady || Object.values(answer.parts).includes(false));
    };
    await until(async () => (await missing()).length === 0, 'every service ready', undefined, 30_000);
  }

  /** All that stand on the part say so; without their database they get no requests, without the others they do. */
  async #tells(part: string): Promise<boolean> {
    const answers = await Promise.all(this.#running().map(({ url }) => readiness(url)));
    return answers.every((answer) => {
      if (!answer) return false;
      const parts = Object.entries(answer.parts).filter(([name]) => name.startsWith(part));
      const isNeeded = part === 'database';
      return parts.every(([, isUp]) => !isUp) && answer.isReady === !(isNeeded && parts.length > 0);
    });
  }

  #running() {
    return Object.values(this.#world.services)
      .flat()
      .filter(({ pid }) => pid !== 0 && !this.#world.frozen.has(pid));
  }
}

async function readiness(url: string): Promise<Readiness | undefined> {
  return fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3000) }).then(
    async (response) => (await response.json()) as Readiness,
    () => undefined,
  );
}

const liveness = (url: string): Promise<number | string> =>
  fetch(`${url}/healthz`, { signal: AbortSignal.timeout(3000) }).then(
    ({ status }) => status,
    (error: unknown) => String(error),
  );
