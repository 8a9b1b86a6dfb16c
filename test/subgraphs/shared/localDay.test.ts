import { describe, expect, it } from 'vitest';
import {
  addLocalDays,
  endOfLocalDay,
  formatLocalMoment,
  lastMomentBefore,
} from '../../../subgraphs/localDay.ts';

const NEW_YORK = 'America/New_York';
const TOKYO = 'Asia/Tokyo';
const BERLIN = 'Europe/Berlin';

describe('endOfLocalDay', () => {
  it.each([
    // In winter all the way.
    [NEW_YORK, '2026-01-10T12:00:00.000Z', 30, '2026-02-10T05:00:00.000Z'],
    // Clocks go forward on 8 March and back on 1 November 2026.
    [NEW_YORK, '2026-03-01T12:00:00.000Z', 30, '2026-04-01T04:00:00.000Z'],
    [NEW_YORK, '2026-10-20T12:00:00.000Z', 30, '2026-11-20T05:00:00.000Z'],
    // The very days of the change have 23 and 25 hours.
    [NEW_YORK, '2026-03-08T05:00:00.000Z', 0, '2026-03-09T04:00:00.000Z'],
    [NEW_YORK, '2026-11-01T04:00:00.000Z', 0, '2026-11-02T05:00:00.000Z'],
    // Either side of local midnight, before which it is still the day before.
    [NEW_YORK, '2026-11-02T04:59:59.999Z', 0, '2026-11-02T05:00:00.000Z'],
    [NEW_YORK, '2026-11-02T05:00:00.000Z', 0, '2026-11-03T05:00:00.000Z'],
    // Japan has no summer time.
    [TOKYO, '2026-03-01T12:00:00.000Z', 8, '2026-03-09T15:00:00.000Z'],
    [TOKYO, '2026-10-30T12:00:00.000Z', 8, '2026-11-07T15:00:00.000Z'],
    [TOKYO, '2026-03-28T14:59:59.999Z', 0, '2026-03-28T15:00:00.000Z'],
    [TOKYO, '2026-03-28T15:00:00.000Z', 0, '2026-03-29T15:00:00.000Z'],
    // Clocks go forward on 29 March and back on 25 October 2026.
    [BERLIN, '2026-03-20T12:00:00.000Z', 14, '2026-04-03T22:00:00.000Z'],
    [BERLIN, '2026-10-15T12:00:00.000Z', 14, '2026-10-29T23:00:00.000Z'],
    [BERLIN, '2026-03-28T23:00:00.000Z', 0, '2026-03-29T22:00:00.000Z'],
    [BERLIN, '2026-10-24T22:00:00.000Z', 0, '2026-10-25T23:00:00.000Z'],
    [BERLIN, '2026-10-25T22:59:59.999Z', 0, '2026-10-25T23:00:00.000Z'],
    // Over a leap day and the end of a year.
    [BERLIN, '2028-02-20T12:00:00.000Z', 14, '2028-03-05T23:00:00.000Z'],
    [NEW_YORK, '2026-12-20T12:00:00.000Z', 30, '2027-01-20T05:00:00.000Z'],
  ])('in %s, from %s, %d days on, is %s', (timeZone, moment, days, end) => {
    expect(endOfLocalDay(new Date(moment), days, timeZone).toISOString()).toBe(end);
  });
});

describe('lastMomentBefore', () => {
  it('is on the last day in its time zone', () => {
    const end = endOfLocalDay(new Date('2026-03-01T12:00:00Z'), 30, NEW_YORK);
    const last = lastMomentBefore(end);
    expect(last.toISOString()).toBe('2026-04-01T03:59:59.000Z');
    expect(addLocalDays(last, 0, NEW_YORK)).toBe('2026-03-31');
  });
});

describe('addLocalDays', () => {
  it.each([
    [NEW_YORK, '2026-11-23T12:00:00Z', 14, '2026-12-07'],
    [NEW_YORK, '2026-11-24T04:59:59.999Z', 0, '2026-11-23'],
    [NEW_YORK, '2026-03-08T05:00:00Z', 1, '2026-03-09'],
    [TOKYO, '2026-11-23T15:00:00Z', 7, '2026-12-01'],
    [BERLIN, '2026-10-24T22:00:00Z', 1, '2026-10-26'],
    [BERLIN, '2026-12-31T22:59:59Z', 1, '2027-01-01'],
  ])('in %s, from %s, %d days on, is %s', (timeZone, moment, days, date) => {
    expect(addLocalDays(new Date(moment), days, timeZone)).toBe(date);
  });
});

describe('formatLocalMoment', () => {
  it.each([
    [NEW_YORK, '2026-12-19T04:59:59.000Z', '2026-12-18T23:59:59.000-05:00'],
    [NEW_YORK, '2026-07-02T03:59:59.000Z', '2026-07-01T23:59:59.000-04:00'],
    [TOKYO, '2026-12-01T14:59:59.000Z', '2026-12-01T23:59:59.000+09:00'],
    [BERLIN, '2026-10-24T21:59:59.000Z', '2026-10-24T23:59:59.000+02:00'],
    [BERLIN, '2026-10-25T22:59:59.000Z', '2026-10-25T23:59:59.000+01:00'],
  ])('in %s, of %s, is %s', (timeZone, moment, text) => {
    expect(formatLocalMoment(new Date(moment), timeZone)).toBe(text);
    expect(new Date(text).toISOString()).toBe(moment);
  });
});
