import { TZDate } from '@date-fns/tz';

const SECOND_MS = 1_000;

/**
 * The first instant after the local calendar day that lies `days` days after the local day of `moment`, however
 * long the days between are: a bound that is itself outside.
 */
export function endOfLocalDay(moment: Date, days: number, timeZone: string): Date {
  return new Date(startOfLocalDay(moment, days + 1, timeZone).getTime());
}

/** As {@link endOfLocalDay}, from a calendar day such as `2026-03-10` where that time zone is. */
export function endOfCalendarDay(day: string, days: number, timeZone: string): Date {
  const [year = Number.NaN, month = Number.NaN, date = Number.NaN] = day.split('-').map(Number);
  return new Date(new TZDate(year, month - 1, date + days + 1, timeZone).getTime());
}

/**
 * The last whole second before such a bound. This is what people are told: the bound itself would be read as the
 * next day.
 */
export function lastMomentBefore(bound: Date): Date {
  return new Date(bound.getTime() - SECOND_MS);
}

/**
 * A moment as the clock there shows it, such as `2026-12-18T23:59:59.000-05:00`. In UTC that would be the 19th, and
 * whoever reads it out would name the wrong day.
 */
export function formatLocalMoment(moment: Date, timeZone: string): string {
  return new TZDate(moment.getTime(), timeZone).toISOString();
}

/** The local calendar day `days` days after the one of `moment`, such as `2026-03-10`. */
export function addLocalDays(moment: Date, days: number, timeZone: string): string {
  const day = startOfLocalDay(moment, days, timeZone);
  const [year, month, date] = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  return [String(year).padStart(4, '0'), pad(month), pad(date)].join('-');
}

function startOfLocalDay(moment: Date, days: number, timeZone: string): TZDate {
  const local = new TZDate(moment.getTime(), timeZone);
  return new TZDate(local.getFullYear(), local.getMonth(), local.getDate() + days, timeZone);
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
