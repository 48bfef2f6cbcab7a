import { describe, expect, it } from 'vitest';
import { quietUntil } from './quiet-hours.ts';

const minutes = (text: string) => {
  const [hours = 0, rest = 0] = text.split(':').map(Number);
  return hours * 60 + rest;
};
const until = (now: string, from: string, to: string, timeZone: string) =>
  quietUntil(new Date(now), { fromMinutes: minutes(from), toMinutes: minutes(to), timeZone })
    ?.toISOString()
    .replace(':00.000Z', 'Z') ?? null;

describe('quiet hours', () => {
  it.each([
    // Over midnight, in the person's zone.
    ['2026-11-20T20:59:59Z', null],
    ['2026-11-20T21:00:00Z', '2026-11-21T06:00Z'],
    ['2026-11-21T03:00:00Z', '2026-11-21T06:00Z'],
    ['2026-11-21T05:59:59Z', '2026-11-21T06:00Z'],
    ['2026-11-21T06:00:00Z', null],
  ])('of a night in Berlin, at %s: %s', (now, expected) => {
    expect(until(now, '22:00', '07:00', 'Europe/Berlin')).toBe(expected);
  });

  it('of a day end on that day', () => {
    expect(until('2026-11-20T10:00:00Z', '09:00', '17:30', 'UTC')).toBe('2026-11-20T17:30Z');
    expect(until('2026-11-20T17:30:00Z', '09:00', '17:30', 'UTC')).toBeNull();
  });

  it('from a time to the same are none', () => {
    expect(until('2026-11-20T10:00:00Z', '10:00', '10:00', 'UTC')).toBeNull();
  });

  it('follow half-hour zones and such beyond the date line', () => {
    expect(until('2026-11-20T17:00:00Z', '22:00', '07:00', 'Asia/Kolkata')).toBe('2026-11-21T01:30Z');
    expect(until('2026-11-20T09:00:00Z', '22:00', '07:00', 'Pacific/Kiritimati')).toBe('2026-11-20T17:00Z');
  });
});

// Berlin: on 2026-03-29 at 01:00Z clocks go from 02:00 to 03:00; on 2026-10-25 at 01:00Z from 03:00 to 02:00.
describe('quiet hours when clocks are put forward', () => {
  it('are an hour shorter', () => {
    expect(until('2026-03-28T22:00:00Z', '22:00', '07:00', 'Europe/Berlin')).toBe('2026-03-29T05:00Z');
    expect(until('2026-03-29T05:00:00Z', '22:00', '07:00', 'Europe/Berlin')).toBeNull();
  });

  it('whose end no clock shows end with the change', () => {
    expect(until('2026-03-29T00:30:00Z', '22:00', '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:00Z');
    expect(until('2026-03-29T01:00:00Z', '22:00', '02:30', 'Europe/Berlin')).toBeNull();
  });

  it('whose start no clock shows start with the change', () => {
    expect(until('2026-03-29T00:59:59Z', '02:30', '06:00', 'Europe/Berlin')).toBeNull();
    expect(until('2026-03-29T01:00:00Z', '02:30', '06:00', 'Europe/Berlin')).toBe('2026-03-29T04:00Z');
  });

  it('that lie within the missing hour are none', () => {
    for (const now of ['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-03-29T01:30:00Z'])
      expect(until(now, '02:15', '02:45', 'Europe/Berlin')).toBeNull();
  });
});

describe('quiet hours when clocks are put back', () => {
  it('are an hour longer', () => {
    expect(until('2026-10-24T20:00:00Z', '22:00', '07:00', 'Europe/Berlin')).toBe('2026-10-25T06:00Z');
  });

  it('that end within the doubled hour end the second time, without a break', () => {
    for (const now of ['2026-10-25T00:10:00Z', '2026-10-25T00:45:00Z', '2026-10-25T01:29:59Z'])
      expect(until(now, '22:00', '02:30', 'Europe/Berlin')).toBe('2026-10-25T01:30Z');
    expect(until('2026-10-25T01:30:00Z', '22:00', '02:30', 'Europe/Berlin')).toBeNull();
  });

  it('that begin within the doubled hour begin the first time, without a break', () => {
    expect(until('2026-10-25T00:29:59Z', '02:30', '06:00', 'Europe/Berlin')).toBeNull();
    for (const now of ['2026-10-25T00:30:00Z', '2026-10-25T01:10:00Z', '2026-10-25T01:45:00Z'])
      expect(until(now, '02:30', '06:00', 'Europe/Berlin')).toBe('2026-10-25T05:00Z');
  });
});

it('knows zones that change by half an hour, and at midnight', () => {
  // Lord Howe: on 2026-10-04 at 02:00 clocks go to 02:30.
  expect(until('2026-10-03T15:00:00Z', '22:00', '02:15', 'Australia/Lord_Howe')).toBe('2026-10-03T15:30Z');
  // Beirut: on 2026-03-29 at 00:00 clocks go to 01:00, so that no clock shows midnight.
  expect(until('2026-03-28T21:00:00Z', '22:00', '00:00', 'Asia/Beirut')).toBe('2026-03-28T22:00Z');
  expect(until('2026-03-28T22:00:00Z', '22:00', '00:00', 'Asia/Beirut')).toBeNull();
});
