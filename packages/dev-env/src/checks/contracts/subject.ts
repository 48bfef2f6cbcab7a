import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, vi } from 'vitest';

/** One implementation, started for one case. */
export interface Started<Subject> {
  subject: Subject;
  close: () => Promise<void>;
}

/** A fresh subject for every case of the `describe` it is called in, closed after it. */
export function freshSubject<Subject>(create: () => Promise<Started<Subject>>): () => Subject {
  let started: Started<Subject> | undefined;
  beforeEach(async () => {
    started = await create();
  });
  afterEach(async () => {
    await started?.close();
    started = undefined;
  });
  return () => {
    if (!started) throw new Error('A contract subject is there only while a case runs.');
    return started.subject;
  };
}

/** A name nobody used before: cases may share a server that outlives them. */
export const unique = (name: string): string => `${name}-${randomUUID()}`;

/** Tries again until the expectations inside hold, for at most 5 seconds. */
export const eventually = <T>(expectations: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(expectations, { timeout: 15_000, interval: 10 });
