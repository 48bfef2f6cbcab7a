import { z } from 'zod';
import type { HttpApp } from './app.ts';

/** Answers whether one thing this process needs is there; must not take longer than a second. */
export interface ReadinessProbe {
  name: string;
  isReady: () => Promise<boolean>;
  /** False: without it the process is degraded, and still of use. Default: true. */
  isNeeded?: boolean;
}

const readiness = z.object({
  isReady: z.boolean(),
  parts: z.record(z.string(), z.boolean()),
});

/** `/healthz`: the process lives (asks nothing of others). `/readyz`: may it get requests, and if not why. */
export function addHealth(app: HttpApp, probes: readonly ReadinessProbe[], isStopping: () => boolean): void {
  app.get(
    '/healthz',
    {
      config: { access: 'public' },
      schema: {
        tags: ['operation'],
        summary: 'Is the process alive?',
        response: { 200: z.object({ isAlive: z.literal(true) }) },
      },
    },
    async () => ({ isAlive: true as const }),
  );
  app.get(
    '/readyz',
    {
      config: { access: 'public' },
      schema: {
        tags: ['operation'],
        summary: 'May it get requests?',
        response: { 200: readiness, 503: readiness },
      },
    },
    async (_request, reply) => {
      const results = await Promise.all(
        probes.map(async (probe) => ({ ...probe, isUp: await answersInTime(probe) })),
      );
      const isReady = !isStopping() && results.every(({ isUp, isNeeded = true }) => isUp || !isNeeded);
      return reply.code(isReady ? 200 : 503).send({
        isReady,
        parts: Object.fromEntries(results.map(({ name, isUp }) => [name, isUp])),
      });
    },
  );
}

async function answersInTime(probe: ReadinessProbe): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), 1000);
  });
  return Promise.race([probe.isReady().catch(() => false), late]).finally(() => clearTimeout(timer));
}
