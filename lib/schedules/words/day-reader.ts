import { UnclearSchedule } from "../unclear";
import { Draft, monthRange, weekdayRange } from "./draft";
import { Tokens } from "./tokens";
import { monthOf, ordinalOf, weekdayOf } from "./vocabulary";

/** The words between the first and the last of a range. */
export const RANGES = ["to", "through", "until", "till", "-", "–", "—"];

/** Reads which days and months a schedule is for. */
export class DayReader {
  protected readonly tokens: Tokens;
  protected readonly drafts: Draft[] = [new Draft()];

  constructor(input: string) {
    this.tokens = new Tokens(input);
  }

  /** The part that is being read. */
  protected get now(): Draft {
    return this.drafts.at(-1) as Draft;
  }

  /** The part that the next days belong to: another one after `mondays at 9`, the same one after `at 9 on mondays`. */
  protected forDays(): Draft {
    if (this.now.saysDays && this.now.saysWhen && this.now.order === "days first")
      this.drafts.push(new Draft());
    if (!this.now.saysWhen) this.now.order = "days first";
    return this.now;
  }

  /** The part that the next times belong to: another one after `at 9 on mondays`. */
  protected forTimes(): Draft {
    if (this.now.saysDays && this.now.saysWhen && this.now.order === "times first")
      this.drafts.push(new Draft());
    if (!this.now.saysDays) this.now.order = "times first";
    return this.now;
  }

  protected fail(rule: string): never {
    const rest = this.tokens.rest();
    throw new UnclearSchedule(rest === "" ? rule : `"${rest}" was not understood`, rest || null);
  }

  /** `monday`, `mon-fri`, `weekdays`, `the 1st and 15th`, `the last friday`, `day 5`, `24 december`. */
  protected ofDays(): boolean {
    const { tokens } = this;
    tokens.accept("the", "every", "each");
    if (
      tokens.accept("weekday", "weekdays", "workday", "workdays") ||
      tokens.acceptAll("working", "days") ||
      tokens.acceptAll("business", "days") ||
      tokens.acceptAll("working", "day") ||
      tokens.acceptAll("business", "day")
    ) {
      this.forDays().weekdays.push(1, 2, 3, 4, 5);
      return true;
    }
    if (tokens.accept("weekend", "weekends")) {
      this.forDays().weekdays.push(6, 0);
      return true;
    }
    const weekday = weekdayOf(tokens.peek());
    if (weekday !== null) return this.weekdays(weekday);
    if (tokens.accept("day", "days")) return this.numberedDays();
    return this.ordinals();
  }

  private weekdays(from: number): boolean {
    const { tokens } = this;
    tokens.take();
    const mark = tokens.mark();
    const draft = this.forDays();
    if (tokens.accept(...RANGES)) {
      const to = weekdayOf(tokens.peek());
      if (to !== null) {
        tokens.take();
        draft.weekdays.push(...weekdayRange(from, to));
        return true;
      }
      tokens.back(mark);
    }
    draft.weekdays.push(from);
    return true;
  }

  private numberedDays(): boolean {
    const { tokens } = this;
    const draft = this.forDays();
    const before = draft.days.length;
    while (/^\d{1,2}$/.test(tokens.peek())) {
      draft.days.push(Number(tokens.peek()));
      tokens.take();
      if (
        /^\d{1,2}$/.test(tokens.peek(tokens.peek() === "," && tokens.peek(1) === "and" ? 2 : 1))
      ) {
        tokens.accept(",");
        tokens.accept("and");
      }
    }
    if (draft.days.length === before) this.now.unit ??= "day";
    return true;
  }

  /** Ordinals and what they count: days of the month if nothing else follows. */
  private ordinals(): boolean {
    const { tokens } = this;
    const start = tokens.mark();
    const found: (number | "last")[] = [];
    for (let mark = start; ; mark = tokens.mark()) {
      const ordinal = this.ordinal();
      if (ordinal === null) {
        tokens.back(mark);
        break;
      }
      found.push(ordinal);
      const next = tokens.mark();
      tokens.accept(",");
      tokens.accept("and", "&");
      tokens.accept("the");
      if (this.peekOrdinal()) continue;
      tokens.back(next);
      break;
    }
    if (found.length === 0) {
      tokens.back(start);
      return false;
    }
    const draft = this.forDays();
    const weekday = weekdayOf(tokens.peek());
    if (weekday !== null) {
      tokens.take();
      draft.nths.push(...found.map((nth) => ({ nth, weekday })));
      return this.assertNths(found, start);
    }
    if (
      tokens.accept("weekday", "workday") ||
      tokens.acceptAll("working", "day") ||
      tokens.acceptAll("business", "day")
    ) {
      return this.nthWorkday(found, draft, start);
    }
    if (tokens.accept("day", "days")) {
      draft.days.push(...found.map((nth) => (nth === "last" ? "L" : nth)));
      return true;
    }
    const month = monthOf(tokens.peek());
    if (month !== null) {
      tokens.take();
      draft.months.push(month);
      draft.unit = "year";
    }
    draft.days.push(...found.map((nth) => (nth === "last" ? this.fail("what is the last?") : nth)));
    return true;
  }

  private assertNths(found: readonly (number | "last")[], start: number): true {
    if (found.every((nth) => nth === "last" || nth <= 5)) return true;
    const part = this.tokens.since(start);
    throw new UnclearSchedule(
      `"${part}" is not possible: a month has at most five of each weekday`,
      part,
      [
        "on the second tuesday of the month",
        "on the last friday of the month",
        "every friday at 16:00",
      ],
    );
  }

  private nthWorkday(found: readonly (number | "last")[], draft: Draft, start: number): true {
    for (const nth of found) {
      if (nth === "last") draft.days.push("LW");
      else if (nth === 1) draft.days.push("1W");
      else {
        const part = this.tokens.since(start);
        throw new UnclearSchedule(
          `"${part}" is not possible: only the first and the last weekday of a month are`,
          part,
          [
            "on the first weekday of the month at 9am",
            "on the last weekday of the month at 17:00",
            "every weekday at 9am",
          ],
        );
      }
    }
    return true;
  }

  private peekOrdinal(): boolean {
    const mark = this.tokens.mark();
    const isOrdinal = this.ordinal() !== null;
    this.tokens.back(mark);
    return isOrdinal;
  }

  /** `1st`, `first`, `last`; a plain number before a month: `24 december`. */
  private ordinal(): number | "last" | null {
    const { tokens } = this;
    const word = ordinalOf(tokens.peek());
    if (word !== null) {
      tokens.take();
      return word;
    }
    if (!/^\d{1,2}$/.test(tokens.peek())) return null;
    const isNumbered = tokens.isJoined() && /^(st|nd|rd|th)$/.test(tokens.peek(1));
    if (!isNumbered && monthOf(tokens.peek(1)) === null) return null;
    const day = Number(tokens.peek());
    tokens.take(isNumbered ? 2 : 1);
    return day;
  }

  /** Months, each perhaps with a day: `january`, `jan to mar`, `december 24`. `every january` is once a year, `in january` every day. */
  protected monthList(isYearly = true): boolean {
    const { tokens } = this;
    const month = monthOf(tokens.peek());
    if (month === null) return false;
    const draft = this.now;
    tokens.take();
    const mark = tokens.mark();
    if (tokens.accept(...RANGES)) {
      const to = monthOf(tokens.peek());
      if (to !== null) {
        tokens.take();
        draft.months.push(...monthRange(month, to));
        return true;
      }
      tokens.back(mark);
    }
    if (isYearly && draft.months.length === 0) draft.unit = "year";
    draft.months.push(month);
    if (/^\d{1,2}$/.test(tokens.peek()) && !/^(am|pm|-)$/.test(tokens.peek(1))) {
      draft.days.push(Number(tokens.peek()));
      tokens.take();
      tokens.accept("st", "nd", "rd", "th");
    }
    return true;
  }
}
