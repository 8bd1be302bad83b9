import { UnclearSchedule } from "../unclear";
import {
  type ClockTime,
  clockFields,
  DAY_MINUTES,
  everyMinutes,
  listField,
} from "./clock-patterns";
import { MONTH_NAMES, type PartOfDay, type Unit, WEEKDAY_NAMES } from "./vocabulary";

/** The second to the fourth of something in a month, or the last. */
export interface NthWeekday {
  nth: number | "last";
  weekday: number;
}

/** What one part of a text says, as far as it was read: `mondays at 9` of `mondays at 9 and fridays at 10`. */
export class Draft {
  /** Which came first, so that what follows both begins another part. */
  order: "days first" | "times first" = "times first";
  /** `every 15 minutes`, in minutes. */
  interval: number | null = null;
  times: ClockTime[] = [];
  /** `every hour at :30`. */
  minutesOfHour: number[] = [];
  window: { from: ClockTime; to: ClockTime } | null = null;
  part: PartOfDay | null = null;
  unit: Unit | null = null;
  weekdays: number[] = [];
  nths: NthWeekday[] = [];
  days: (number | "L" | "LW" | "1W")[] = [];
  months: number[] = [];

  get saysWhen(): boolean {
    return this.interval !== null || this.times.length > 0 || this.minutesOfHour.length > 0;
  }

  get saysDays(): boolean {
    return this.weekdays.length > 0 || this.nths.length > 0 || this.days.length > 0;
  }

  get isEmpty(): boolean {
    return (
      !this.saysWhen &&
      !this.saysDays &&
      this.months.length === 0 &&
      this.unit === null &&
      this.part === null
    );
  }

  /** The cron patterns that fire at these times of these days. */
  patterns(): string[] {
    const days = `${this.dayField()} ${this.monthField()} ${this.weekdayField()}`;
    return clockFields(this.minutesOfDay()).map((clock) => `${clock} ${days}`);
  }

  /** The first of its times, for something that happens once. */
  time(): ClockTime {
    return this.clockTimes()[0] as ClockTime;
  }

  private minutesOfDay(): number[] {
    const { interval, minutesOfHour, window } = this;
    if (interval === null && minutesOfHour.length === 0) {
      if (this.unit === "hour") return withinWindow(everyMinutes(60), window);
      if (window) {
        throw new UnclearSchedule("says between which times, but not how often", null, [
          "every 2 hours between 8 and 18",
          "every 15 minutes from 9 to 17",
          "every weekday at 9am",
        ]);
      }
      return this.clockTimes().map(({ hour, minute }) => hour * 60 + minute);
    }
    if (this.times.length > 0) {
      throw new UnclearSchedule("says both how often and at what time", null, [
        "every 2 hours between 8 and 18",
        "every hour at :30",
        "every day at 9:00 and 17:30",
      ]);
    }
    return withinWindow(this.intervalMinutes(), window);
  }

  private intervalMinutes(): number[] {
    const { interval, minutesOfHour } = this;
    if (minutesOfHour.length === 0) return this.counted(interval ?? 60);
    const hours = this.counted(interval ?? 60).map((at) => at - (at % 60));
    return hours.flatMap((hour) => minutesOfHour.map((minute) => hour + minute));
  }

  /** Hours are counted from the beginning of the window: every 2 hours between 9 and 17 is 9, 11, 13, 15, 17. */
  private counted(interval: number): number[] {
    const { window } = this;
    if (!window || interval % 60 !== 0) return everyMinutes(interval);
    const from = window.from.hour * 60 + window.from.minute;
    const length = (window.to.hour * 60 + window.to.minute - from + DAY_MINUTES) % DAY_MINUTES;
    const count = Math.floor(length / interval) + 1;
    return Array.from({ length: count }, (_, at) => (from + at * interval) % DAY_MINUTES);
  }

  private clockTimes(): ClockTime[] {
    const { part, times } = this;
    if (times.length === 0) return [{ hour: part?.hour ?? 9, minute: 0 }];
    return times;
  }

  private dayField(): string {
    if (this.days.length > 0) {
      const numbers = this.days.filter((day) => typeof day === "number");
      const special = this.days.filter((day) => typeof day === "string");
      this.assertDaysExist(numbers);
      return [...(numbers.length > 0 ? [listField(numbers, 1, 31)] : []), ...special].join(",");
    }
    const isMonthly = this.unit === "month" || this.unit === "quarter" || this.unit === "year";
    return isMonthly && !this.saysDays ? "1" : "*";
  }

  private monthField(): string {
    if (this.months.length > 0) return listField(this.months, 1, 12);
    if (this.unit === "quarter") return "1,4,7,10";
    return this.unit === "year" ? "1" : "*";
  }

  private weekdayField(): string {
    const nths = this.nths.map(({ nth, weekday }) =>
      nth === "last" ? `${weekday}L` : `${weekday}#${nth}`,
    );
    const plain = this.weekdays.length > 0 ? [listField(this.weekdays, 0, 6)] : [];
    if (plain.length + nths.length > 0) return [...plain, ...nths].join(",");
    return this.unit === "week" && this.days.length === 0 ? "1" : "*";
  }

  private assertDaysExist(days: readonly number[]): void {
    const longest = this.months.length === 0 ? 31 : Math.max(...this.months.map(daysOf));
    const impossible = days.find((day) => day < 1 || day > longest);
    if (impossible === undefined) return;
    const where =
      this.months.length === 0
        ? "no month has"
        : `${this.months.map((month) => capital(MONTH_NAMES[month - 1] as string)).join(" and ")} never has`;
    throw new UnclearSchedule(`${where} a day ${impossible}`, String(impossible), [
      "monthly on the 1st at 02:00",
      "on the last day of the month",
      "every december 24 at 18:00",
    ]);
  }
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The most days a month has: February in a leap year. */
const daysOf = (month: number): number => new Date(Date.UTC(2024, month, 0)).getUTCDate();

function withinWindow(minutes: readonly number[], window: Draft["window"]): number[] {
  if (!window) return [...minutes];
  const from = window.from.hour * 60 + window.from.minute;
  const to = window.to.hour * 60 + window.to.minute;
  const inside = minutes.filter((at) =>
    from <= to ? at >= from && at <= to : at >= from || at <= to,
  );
  if (inside.length > 0) return inside;
  throw new UnclearSchedule("nothing falls between these times", null, [
    "every 2 hours between 8 and 18",
    "every 15 minutes from 9 to 17",
    "every weekday at 9am",
  ]);
}

/** The weekdays from one to another, over the end of the week if need be. */
export function weekdayRange(from: number, to: number): number[] {
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, at) => (from + at) % WEEKDAY_NAMES.length);
}

/** The months from one to another, over the end of the year if need be. */
export function monthRange(from: number, to: number): number[] {
  const count = ((to - from + 12) % 12) + 1;
  return Array.from({ length: count }, (_, at) => ((from - 1 + at) % 12) + 1);
}
