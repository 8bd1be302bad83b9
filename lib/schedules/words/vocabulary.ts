/** The words that a schedule is written in, in every spelling that is understood. */

export const WEEKDAY_NAMES = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

export const MONTH_NAMES = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
] as const;

/** 0 is Sunday. Understands `mon`, `tues`, `fridays`. */
export function weekdayOf(word: string): number | null {
  return indexOf(WEEKDAY_NAMES, word, ["tues", "weds", "thur", "thurs"]);
}

/** 1 is January. Understands `jan`, `sept`. */
export function monthOf(word: string): number | null {
  const index = indexOf(MONTH_NAMES, word, ["sept"]);
  return index === null ? null : index + 1;
}

function indexOf(
  names: readonly string[],
  word: string,
  shortForms: readonly string[],
): number | null {
  const singular = names.includes(word) || word.length < 4 ? word : word.replace(/s$/, "");
  const index = names.findIndex(
    (name) =>
      name === singular ||
      name.slice(0, 3) === word ||
      name.slice(0, 3) === singular ||
      (shortForms.includes(word) && name.startsWith(word)),
  );
  return index === -1 ? null : index;
}

/** The fifth weekday of a month does not come every month; `last` always does. */
const ORDINALS: Readonly<Record<string, number | "last">> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  last: "last",
};

export const ordinalOf = (word: string): number | "last" | null => ORDINALS[word] ?? null;

export type Unit = "minute" | "hour" | "day" | "week" | "month" | "quarter" | "year";

const UNITS: Readonly<Record<string, Unit | "second">> = {
  s: "second",
  sec: "second",
  second: "second",
  m: "minute",
  min: "minute",
  minute: "minute",
  h: "hour",
  hr: "hour",
  hour: "hour",
  d: "day",
  day: "day",
  w: "week",
  week: "week",
  month: "month",
  quarter: "quarter",
  year: "year",
};

export const unitOf = (word: string): Unit | "second" | null =>
  UNITS[word] ?? UNITS[word.replace(/s$/, "")] ?? null;

/** Words for how often that are a unit by themselves. */
const FREQUENCIES: Readonly<Record<string, Unit>> = {
  hourly: "hour",
  daily: "day",
  nightly: "day",
  everyday: "day",
  weekly: "week",
  monthly: "month",
  quarterly: "quarter",
  yearly: "year",
  annually: "year",
};

export const frequencyOf = (word: string): Unit | null => FREQUENCIES[word] ?? null;

/** Times of day that have a name: when they are if no time follows, and from which hour on plain hours mean the afternoon. */
export interface PartOfDay {
  hour: number;
  /** The lowest hour from 1 to 11 that means the afternoon; null if none does. */
  afternoonFrom: number | null;
}

const PARTS: Readonly<Record<string, PartOfDay>> = {
  morning: { hour: 9, afternoonFrom: null },
  afternoon: { hour: 15, afternoonFrom: 1 },
  evening: { hour: 18, afternoonFrom: 1 },
  night: { hour: 22, afternoonFrom: 6 },
};

export const partOfDay = (word: string): PartOfDay | null =>
  PARTS[word] ?? PARTS[word.replace(/s$/, "")] ?? null;

const NUMBERS = [
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** A number in digits or, up to twelve, in words. */
export function numberOf(word: string): number | null {
  if (/^\d{1,4}$/.test(word)) return Number(word);
  const index = NUMBERS.indexOf(word);
  return index === -1 ? null : index + 1;
}
