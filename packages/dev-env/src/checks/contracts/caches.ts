import { setTimeout as pause } from 'node:timers/promises';
import type { Cache, CacheOptions, Caches } from '@bridges/kit';
import { describe, expect, it } from 'vitest';
import { unlessStalled } from '../../stalls.ts';
import { eventually, freshSubject, unique } from './subject.ts';
import type { Started } from './subject.ts';

interface Profile {
  name: string;
}

/** A load whose end the case decides. */
function heldLoad() {
  const started = Promise.withResolvers<void>();
  const value = Promise.withResolvers<Profile | undefined>();
  let calls = 0;
  const load = () => {
    calls += 1;
    started.resolve();
    return value.promise;
  };
  return { load, calls: () => calls, started: started.promise, end: value.resolve, fail: value.reject };
}

const loads = (name: string) => async () => ({ name });
/** Finds nothing, so asking with it tells what is cached and changes nothing. */
const finds = { nothing: async () => undefined };

/** What every `Caches` keeps to. */
export function cachesContract(name: string, create: () => Promise<Started<Caches>>): void {
  describe(`caches: ${name}`, () => {
    const caches = freshSubject(create);
    const cache = (options: Partial<CacheOptions> = {}): Cache<Profile> =>
      caches().create<Profile>({ name: unique('profiles'), maxEntries: 100, ttlMs: 60_000, ...options });

    it('loads a value once, and answers with it from then on', async () => {
      const subject = cache();
      expect(await subject.read('ada', loads('Ada'))).toEqual({ name: 'Ada' });
      expect(await subject.read('ada', loads('other'))).toEqual({ name: 'Ada' });
      expect(await subject.read('ben', loads('Ben'))).toEqual({ name: 'Ben' });
    });

    it('loads once for concurrent readers', async () => {
      const subject = cache();
      const held = heldLoad();
      const reads = Array.from({ length: 10 }, () => subject.read('ada', held.load));
      await held.started;
      held.end({ name: 'Ada' });
      expect(await Promise.all(reads)).toEqual(reads.map(() => ({ name: 'Ada' })));
      expect(held.calls()).toBe(1);
    });

    it('does not cache that a value is missing', async () => {
      const subject = cache();
      expect(await subject.read('ada', finds.nothing)).toBeUndefined();
      expect(await subject.read('ada', loads('Ada'))).toEqual({ name: 'Ada' });
    });

    it('fails all readers of a failing load, and loads again for the next', async () => {
      const subject = cache();
      const held = heldLoad();
      const reads = [subject.read('ada', held.load), subject.read('ada', held.load)];
      const outcomes = Promise.allSettled(reads);
      await held.started;
      held.fail(new Error('The database is away.'));
      expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      await expect(reads[0]).rejects.toThrow('The database is away.');
      expect(await subject.read('ada', loads('Ada'))).toEqual({ name: 'Ada' });
    });

    it('loads again what was invalidated, and that only', async () => {
      const subject = cache();
      await subject.read('ada', loads('Ada'));
      await subject.read('ben', loads('Ben'));
      await subject.invalidate('ada');
      await subject.invalidate('nobody');
      expect(await subject.read('ada', loads('Ada Lovelace'))).toEqual({ name: 'Ada Lovelace' });
      expect(await subject.read('ben', finds.nothing)).toEqual({ name: 'Ben' });
    });

    it('keeps out what was loading when it was invalidated', async () => {
      const subject = cache();
      const stale = heldLoad();
      const read = subject.read('ada', stale.load);
      await stale.started;
      await subject.invalidate('ada');
      stale.end({ name: 'stale' });
      await read;
      expect(await subject.read('ada', loads('fresh'))).toEqual({ name: 'fresh' });
    });

    it('loads anew for who reads after an invalidation, though an older load is under way', async () => {
      const subject = cache();
      const stale = heldLoad();
      const read = subject.read('ada', stale.load);
      await stale.started;
      await subject.invalidate('ada');
      expect(await subject.read('ada', loads('fresh'))).toEqual({ name: 'fresh' });
      stale.end({ name: 'stale' });
      await read;
      expect(await subject.read('ada', finds.nothing)).toEqual({ name: 'fresh' });
    });

    it('holds no more than its bound', async () => {
      const subject = cache({ maxEntries: 3 });
      const keys = Array.from({ length: 12 }, (_, index) => `user-${index}`);
      for (const key of keys) await subject.read(key, loads(key));
      const held = await Promise.all(keys.map((key) => subject.read(key, finds.nothing)));
      const count = held.filter((value) => value !== undefined).length;
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(3);
    });

    it('forgets a value when its lifetime is over, not before', async () => {
      const subject = cache({ ttlMs: 300 });
      const loadedAt = performance.now();
      await subject.read('ada', loads('Ada'));
      await eventually(async () => expect(await subject.read('ada', finds.nothing)).toBeUndefined());
      // Less than the lifetime by what two clocks may differ.
      expect(performance.now() - loadedAt).toBeGreaterThan(280);
    });

    it('begins the lifetime of what is read anew, where use renews', () =>
      unlessStalled(async () => {
        const [renewed, fixed] = [{ isRenewedByUse: true }, {}].map((kind) => cache({ ttlMs: 500, ...kind }));
        for (const subject of [renewed, fixed]) await subject?.read('ada', loads('Ada'));
        const loadedAt = performance.now();
        // Used ten times in a lifetime, it outlives three; without renewal it does not.
        await eventually(async () => {
          expect(await renewed?.read('ada', finds.nothing)).toEqual({ name: 'Ada' });
          await pause(50);
          expect(performance.now() - loadedAt).toBeGreaterThan(1500);
        });
        expect(await fixed?.read('ada', finds.nothing)).toBeUndefined();
        await eventually(async () => {
          await pause(600);
          expect(await renewed?.read('ada', finds.nothing)).toBeUndefined();
        });
      }));

    it('keeps what is used when there is too much, where use renews', async () => {
      const subject = cache({ maxEntries: 3, isRenewedByUse: true });
      await subject.read('ada', loads('Ada'));
      for (let index = 0; index < 6; index++) {
        await subject.read(`user-${index}`, loads('somebody'));
        // The order counts milliseconds.
        await pause(5);
        await subject.read('ada', finds.nothing);
        await pause(5);
      }
      expect(await subject.read('ada', finds.nothing)).toEqual({ name: 'Ada' });
      expect(await subject.read('user-0', finds.nothing)).toBeUndefined();
    });

    it('shares nothing between names', async () => {
      const [one, other] = [cache(), cache()];
      await one.read('ada', loads('one'));
      expect(await other.read('ada', loads('other'))).toEqual({ name: 'other' });
      await other.invalidate('ada');
      expect(await one.read('ada', finds.nothing)).toEqual({ name: 'one' });
    });
  });
}
