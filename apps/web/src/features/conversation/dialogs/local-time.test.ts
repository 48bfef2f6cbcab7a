import { expect, it } from 'vitest';
import { localDate, localMinute, usualMoments } from './local-time.ts';

it('writes local times as fields want them', () => {
  const at = new Date(2026, 0, 5, 7, 3);
  expect(localDate(at)).toBe('2026-01-05');
  expect(localMinute(at)).toBe('2026-01-05T07:03');
});

it('offers moments that are still to come, each once', () => {
  for (let day = 1; day <= 14; day += 1) {
    for (const hour of [0, 9, 17, 20, 23]) {
      const now = new Date(2026, 10, day, hour, 30);
      const moments = usualMoments(now).map(({ at }) => at.getTime());
      expect(Math.min(...moments)).toBeGreaterThan(now.getTime());
      expect(new Set(moments).size).toBe(moments.length);
      const monday = usualMoments(now).find(({ name }) => name === 'monday');
      if (monday) expect(monday.at.getDay()).toBe(1);
    }
  }
});
