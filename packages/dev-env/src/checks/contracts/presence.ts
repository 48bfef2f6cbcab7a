import type { Presence } from '@bridges/kit';
import { describe, expect, it } from 'vitest';
import { freshSubject, unique } from './subject.ts';
import type { Started } from './subject.ts';

/** What every `Presence` keeps to. */
export function presenceContract(name: string, create: () => Promise<Started<Presence>>): void {
  describe(`presence: ${name}`, () => {
    const presence = freshSubject(create);

    it('tells the first socket and the last', async () => {
      const ada = unique('ada');
      expect(await presence().enter(ada)).toBe(true);
      expect(await presence().leave(ada)).toBe(true);
      expect(await presence().enter(ada)).toBe(true);
    });

    it('holds somebody online until the last of her sockets is gone', async () => {
      const ada = unique('ada');
      expect(await presence().enter(ada)).toBe(true);
      expect(await presence().enter(ada)).toBe(false);
      expect(await presence().enter(ada)).toBe(false);
      expect(await presence().leave(ada)).toBe(false);
      expect(await presence().leave(ada)).toBe(false);
      expect(await presence().online([ada])).toEqual([ada]);
      expect(await presence().leave(ada)).toBe(true);
      expect(await presence().online([ada])).toEqual([]);
    });

    it('calls one of many simultaneous sockets the first, and one the last', async () => {
      const ada = unique('ada');
      const entered = await Promise.all(Array.from({ length: 20 }, () => presence().enter(ada)));
      expect(entered.filter(Boolean)).toHaveLength(1);
      const left = await Promise.all(Array.from({ length: 20 }, () => presence().leave(ada)));
      expect(left.filter(Boolean)).toHaveLength(1);
      expect(await presence().online([ada])).toEqual([]);
    });

    it('answers with those of the asked who are online', async () => {
      const [ada, ben, cleo, dora] = [unique('ada'), unique('ben'), unique('cleo'), unique('dora')];
      await Promise.all([ada, cleo, dora].map((user) => presence().enter(user)));
      await presence().leave(cleo);
      expect(new Set(await presence().online([ada, ben, cleo]))).toEqual(new Set([ada]));
      expect(new Set(await presence().online([dora, ben, ada]))).toEqual(new Set([ada, dora]));
      expect(await presence().online([ben])).toEqual([]);
      expect(await presence().online([])).toEqual([]);
    });

    it('counts each user apart', async () => {
      const [ada, ben] = [unique('ada'), unique('ben')];
      expect(await presence().enter(ada)).toBe(true);
      expect(await presence().enter(ben)).toBe(true);
      expect(await presence().leave(ada)).toBe(true);
      expect(await presence().online([ada, ben])).toEqual([ben]);
    });

    it('counts who is online', async () => {
      const [ada, ben] = [unique('ada'), unique('ben')];
      const before = (await presence().count()) ?? NaN;
      await presence().enter(ada);
      await presence().enter(ada);
      await presence().enter(ben);
      expect(await presence().count()).toBe(before + 2);
      await presence().leave(ada);
      await presence().leave(ben);
      expect(await presence().count()).toBe(before + 1);
      await presence().leave(ada);
      expect(await presence().count()).toBe(before);
    });

    it('owes nobody a socket: leaving without one changes nothing', async () => {
      const ada = unique('ada');
      expect(await presence().leave(ada)).toBe(false);
      expect(await presence().online([ada])).toEqual([]);
      expect(await presence().enter(ada)).toBe(true);
      expect(await presence().online([ada])).toEqual([ada]);
    });
  });
}
