import { describe, expect, it } from 'vitest';
import { ladderDefaults } from './ladder-defaults.ts';
import { ladderStep, tellingLimits } from './ladder-step.ts';
import { mayStillTell } from './may-still-tell.ts';
import { StepDistances } from './step-distances.ts';

const now = new Date('2026-11-21T03:00:00.000Z');
const step = (more: Partial<Parameters<typeof ladderStep>[0]> = {}) =>
  ladderStep({ settings: ladderDefaults, channel: 'push', isUrgent: false, toldLately: 0, now, ...more });
const night = { ...ladderDefaults, quietFromMinutes: 22 * 60, quietToMinutes: 7 * 60 };

describe('a step whose time has come', () => {
  it('is taken, unless its channel is off', () => {
    expect(step()).toEqual({ kind: 'tell' });
    expect(step({ settings: { ...ladderDefaults, isPushOn: false } })).toEqual({
      kind: 'drop',
      code: 'channel_off',
    });
    expect(step({ settings: { ...ladderDefaults, isPushOn: false }, channel: 'email' })).toEqual({
      kind: 'tell',
    });
  });

  it('waits for the end of quiet hours, but not of her account’s security', () => {
    const until = new Date('2026-11-21T07:00:00.000Z');
    expect(step({ settings: night })).toEqual({ kind: 'wait', code: 'quiet_hours', until });
    expect(step({ settings: night, isUrgent: true })).toEqual({ kind: 'tell' });
  });

  it('waits when there were too many', () => {
    const wait = { kind: 'wait', code: 'limited' };
    expect(step({ toldLately: 19 })).toEqual({ kind: 'tell' });
    expect(step({ toldLately: 20 })).toEqual({ ...wait, until: new Date('2026-11-21T03:01:00.000Z') });
    expect(step({ toldLately: tellingLimits.email.count, channel: 'email' })).toMatchObject(wait);
    expect(step({ toldLately: 20, isUrgent: true })).toEqual({ kind: 'tell' });
  });
});

describe('steps that are due at once', () => {
  const about = { userId: 'u', chatId: 'c', entryId: null };
  it('keep the distance the person chose', () => {
    const distances = new StepDistances(now);
    distances.told({ ...about, channel: 'push' }, ladderDefaults);
    expect(distances.notBefore({ ...about, channel: 'push' })).toBe(0);
    expect(distances.notBefore({ ...about, channel: 'telegram' })).toBe(now.getTime() + 20_000);
    expect(distances.notBefore({ ...about, channel: 'email' })).toBe(now.getTime() + 590_000);
    expect(distances.notBefore({ ...about, chatId: 'other', channel: 'email' })).toBe(0);
    expect(distances.all()).toHaveLength(2);
  });

  it('of one delay are taken together', () => {
    const distances = new StepDistances(now);
    const same = { ...ladderDefaults, telegramDelaySeconds: 10, emailDelaySeconds: 0 };
    distances.told({ ...about, channel: 'push' }, same);
    expect(distances.all()).toEqual([]);
  });
});

it('what is told is decided by what is true then', () => {
  const unread = { isMember: true, readSeq: 4, level: 'all', mutedUntilMs: 0, count: 1 };
  expect(mayStillTell(unread, 5, now)).toBeNull();
  expect(mayStillTell({ ...unread, isMember: false }, 5, now)?.code).toBe('not_member');
  expect(mayStillTell({ ...unread, readSeq: 5 }, 5, now)?.code).toBe('read');
  expect(mayStillTell({ ...unread, level: 'none' }, 5, now)?.code).toBe('level_none');
  expect(mayStillTell({ ...unread, count: 0 }, 5, now)?.code).toBe('nothing_left');
  expect(mayStillTell({ ...unread, mutedUntilMs: now.getTime() }, 5, now)).toBeNull();
  expect(mayStillTell({ ...unread, mutedUntilMs: now.getTime() + 1000 }, 5, now)).toEqual({
    code: 'muted',
    details: { until: '2026-11-21T03:00:01.000Z' },
  });
});
