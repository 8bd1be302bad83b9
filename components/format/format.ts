import { dayIn, daysBetween, type PlainDate } from "./plain-date";
import type { Reader } from "./reader";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The clock that ages are read from is up to a quarter of a minute behind (use-now.ts): what just happened is not to come. */
const CLOCK_STEP_MS = 16_000;

/** Dates, times and amounts as one reader is used to see them. Times are in milliseconds. */
export interface Format {
  reader: Reader;
  /** "1,284". */
  number(value: number): string;
  /** "$0.0042", "$0.12", "$1,284": enough digits to tell small costs apart, no more. */
  cost(usd: number): string;
  /** "940", "12.4k", "3.1M". */
  tokens(count: number): string;
  /** "just now", "5m ago", "in 3h", and a date from a week on. */
  relative(ms: number, now: number): string;
  /** The same for a time that is known to be ahead, or due: never "just now". */
  upcoming(ms: number, now: number): string;
  /** "24 Nov, 14:05:09", with its year when that is not this year's. */
  moment(ms: number, now: number): string;
  /** The exact moment, where the reader is and in UTC. */
  exact(ms: number): { local: string; utc: string };
  /** "14:05". */
  time(ms: number): string;
  /** "24 Nov", with its year when that is not this year's. */
  day(day: PlainDate, today: PlainDate): string;
  /** "Tue, 24 Nov". */
  weekday(day: PlainDate): string;
  /** "today", "in 3 days", "2 days ago", and the day from a week on. */
  nearDay(day: PlainDate, today: PlainDate): string;
  /** The day on which a moment falls for the reader. */
  dayOf(ms: number): PlainDate;
}

/** A share as a whole percentage; only exact values are shown as 100 % or 0 %. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 99 && share < 1) return ">99%";
  if (percent < 1 && share > 0) return "<1%";
  return `${Math.round(percent)}%`;
}

export function createFormat(reader: Reader): Format {
  const { zone, locale } = reader;
  const numbers = new Intl.NumberFormat(locale);
  const dollars = (digits: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, {
      style: "currency",
      currency: "USD",
      currencyDisplay: "narrowSymbol",
      ...digits,
    });
  const cents = dollars({});
  const wholeDollars = dollars({ maximumFractionDigits: 0 });
  const smallDollars = dollars({ minimumSignificantDigits: 2, maximumSignificantDigits: 2 });
  const short = [0, 1].map(
    (digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }),
  );
  const clock = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
  });
  const days = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short" });
  const weekdays = new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  const daysOfYears = new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  const moments = (timeZone: string) =>
    new Intl.DateTimeFormat(locale, {
      timeZone,
      year: "numeric",
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      timeZoneName: "short",
    });
  const here = moments(zone);
  const utc = moments("UTC");

  const seconds = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });

  const shortened = (value: number) => short[value < 100 ? 1 : 0]?.format(value) ?? "";
  const dayOf = (ms: number) => dayIn(zone, ms);
  const day = (which: PlainDate, today: PlainDate) =>
    (which.slice(0, 4) === today.slice(0, 4) ? days : daysOfYears).format(Date.parse(which));

  const relative = (ms: number, now: number): string => {
    const age = now - ms;
    const distance = Math.abs(age);
    if (distance < MINUTE) return age < -CLOCK_STEP_MS ? "in <1m" : "just now";
    if (distance >= 7 * DAY) return day(dayOf(ms), dayOf(now));
    const amount =
      distance < HOUR
        ? `${Math.floor(distance / MINUTE)}m`
        : distance < DAY
          ? `${Math.floor(distance / HOUR)}h`
          : `${Math.floor(distance / DAY)}d`;
    return age >= 0 ? `${amount} ago` : `in ${amount}`;
  };

  return {
    reader,
    dayOf,
    day,
    weekday: (which) => weekdays.format(Date.parse(which)),
    number: (value) => numbers.format(value),
    cost(usd) {
      if (usd !== 0 && usd < 0.01) return smallDollars.format(usd);
      return (usd < 1_000 ? cents : wholeDollars).format(usd);
    },
    tokens(count) {
      if (count < 1_000) return numbers.format(count);
      if (count < 999_500) return `${shortened(count / 1_000)}k`;
      return `${shortened(count / 1_000_000)}M`;
    },
    relative,
    upcoming: (ms, now) => (ms - now < MINUTE ? "in <1m" : relative(ms, now)),
    moment: (ms, now) => `${day(dayOf(ms), dayOf(now))}, ${seconds.format(ms)}`,
    exact: (ms) => ({ local: here.format(ms), utc: utc.format(ms) }),
    time: (ms) => clock.format(ms),
    nearDay(which, today) {
      const ahead = daysBetween(today, which);
      if (ahead === 0) return "today";
      if (ahead === 1) return "tomorrow";
      if (ahead === -1) return "yesterday";
      if (Math.abs(ahead) >= 7) return day(which, today);
      return ahead > 0 ? `in ${ahead} days` : `${-ahead} days ago`;
    },
  };
}
