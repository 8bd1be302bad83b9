import { UnclearSchedule } from "../unclear";
import { DayReader, RANGES } from "./day-reader";
import { type Draft, monthRange, weekdayRange } from "./draft";
import { type OnceDraft, readOnce } from "./once";
import { inPart, readTime, readTimes, readWindow } from "./times";
import {
  frequencyOf,
  monthOf,
  numberOf,
  partOfDay,
  type Unit,
  unitOf,
  weekdayOf,
} from "./vocabulary";

/** What a text in words means: something that recurs, in one or more parts, or something that happens once. */
export type Meaning = { once: OnceDraft; draft: Draft } | { once: null; drafts: Draft[] };

/** Reads a schedule in words. Fails with `invalid` for what it does not understand, naming that part. */
export function readWords(input: string): Meaning {
  return new Parser(input).read();
}

class Parser extends DayReader {
  private once: OnceDraft | null = null;

  read(): Meaning {
    const { tokens } = this;
    if (tokens.isDone) throw new UnclearSchedule("is empty");
    while (!tokens.isDone) {
      if (!this.phrase()) {
        const rest = tokens.rest();
        throw new UnclearSchedule(`"${rest}" was not understood`, rest);
      }
    }
    if (this.once) return this.readOnce(this.once);
    const [first] = this.drafts as [Draft];
    if (this.drafts.every(({ isEmpty }) => isEmpty)) {
      throw new UnclearSchedule("does not say when");
    }
    // "mondays at 9 and fridays": the time holds for both.
    for (const draft of this.drafts) {
      if (!draft.saysWhen && draft !== first) {
        draft.times = first.times;
        draft.interval = first.interval;
        draft.minutesOfHour = first.minutesOfHour;
        draft.window ??= first.window;
      }
    }
    return { once: null, drafts: this.drafts };
  }

  private readOnce(once: OnceDraft): Meaning {
    const [draft] = this.drafts as [Draft];
    const recurs =
      this.drafts.length > 1 || draft.interval !== null || draft.saysDays || draft.unit !== null;
    if (!recurs && draft.times.length <= 1) return { once, draft };
    throw new UnclearSchedule("says both one day and how often", once.words, [
      "tomorrow at 9",
      "on 2027-03-01 at 18:00",
      "every weekday at 9am",
    ]);
  }

  /** Takes one phrase; false, and takes nothing, if none is understood. */
  private phrase(): boolean {
    const { tokens } = this;
    if (tokens.accept(",", "and", "&", "the", "only", "once", "please")) return true;
    const once = this.drafts.length === 1 && this.once === null ? readOnce(tokens) : null;
    if (once) {
      this.once = once;
      if (once.part) this.now.part = once.part;
      return true;
    }
    if (tokens.accept("every", "each", "a", "an", "per")) return this.every();
    if (tokens.accept("at", "around", "by", "@")) return this.at();
    if (tokens.accept("on")) return this.on();
    if (tokens.accept("in", "of", "during")) return this.inMonths();
    if (tokens.accept("between", "from")) return this.between();
    return this.bare();
  }

  /** `on monday`, `on the 1st`, `on march 1st`, `on the hour`. */
  private on(): boolean {
    if (this.tokens.acceptAll("the", "hour")) {
      this.forTimes().minutesOfHour = [0];
      return true;
    }
    return this.ofDays() || this.monthList() || this.fail(`a day is missing after "on"`);
  }

  /** `every 15 minutes`, `every hour`, `every weekday`, `every first monday`, `every morning`, `every month`. */
  private every(): boolean {
    const { tokens } = this;
    const mark = tokens.mark();
    if (tokens.acceptAll("half", "hour") || tokens.acceptAll("half", "an", "hour"))
      return this.interval(30, mark);
    if (tokens.acceptAll("quarter", "hour") || tokens.acceptAll("quarter", "of", "an", "hour"))
      return this.interval(15, mark);
    if (
      tokens.peek() === "second" &&
      weekdayOf(tokens.peek(1)) !== null &&
      tokens.peek(2) !== "of"
    ) {
      return this.counted(mark);
    }
    const count = tokens.accept("other") ? 2 : this.count();
    const unit = unitOf(tokens.peek());
    if (unit !== null && !(tokens.peek() === "second" && tokens.peek(1) !== "")) {
      tokens.take();
      return this.unit(unit, count ?? 1, mark);
    }
    if (count !== null) return this.counted(mark);
    return this.bare() || this.fail(`what recurs is missing after "every"`);
  }

  /** A number that counts units, rather than being a day of the month: `every 1st`. */
  private count(): number | null {
    const number = numberOf(this.tokens.peek());
    if (number === null || /^(st|nd|rd|th)$/.test(this.tokens.peek(1))) return null;
    if (unitOf(this.tokens.peek(1)) === null) return null;
    this.tokens.take();
    return number;
  }

  /** `every other monday`: no pattern counts weeks. */
  private counted(mark: number): never {
    this.tokens.take();
    if (weekdayOf(this.tokens.peek()) !== null && this.tokens.since(mark) === "second")
      this.tokens.take();
    const part = this.tokens.since(mark);
    throw new UnclearSchedule(`"every ${part}" is not possible: cron does not count weeks`, part, [
      "on the first and third monday of the month at 9am",
      "every monday at 9am",
      "on the 1st and 15th at 9am",
    ]);
  }

  private unit(unit: Unit | "second", count: number, mark: number): boolean {
    const part = this.tokens.since(mark);
    if (unit === "second") {
      throw new UnclearSchedule(`"every ${part}" is more than once a minute`, part, [
        "every minute",
        "every 5 minutes",
        "every hour",
      ]);
    }
    if (count < 1) throw new UnclearSchedule(`"every ${part}" is not possible`, part);
    if (unit === "minute") return this.interval(count, mark);
    if (unit === "hour") return this.interval(count * 60, mark);
    if (unit === "month" && count > 1) return this.everyMonths(count, part);
    if (unit === "year" || unit === "quarter" || unit === "month") {
      if (count > 1)
        throw new UnclearSchedule(`"every ${part}" is not possible`, part, [
          "every month on the 1st",
          "every quarter",
          "every year on march 1",
        ]);
      this.now.unit ??= unit;
      return true;
    }
    if (count > 1) {
      throw new UnclearSchedule(
        `"every ${part}" is not possible: cron starts counting ${unit}s anew each month`,
        part,
        unit === "week"
          ? [
              "on the first and third monday of the month at 9am",
              "every monday at 9am",
              "on the 1st and 15th at 9am",
            ]
          : [
              "mondays, wednesdays and fridays at 9am",
              "every day at 9am",
              "on the 1st, 11th and 21st at 9am",
            ],
      );
    }
    this.now.unit ??= unit;
    return true;
  }

  private everyMonths(count: number, part: string): boolean {
    if (12 % count !== 0) {
      throw new UnclearSchedule(
        `"every ${part}" is not possible: it does not divide a year`,
        part,
        ["every 3 months on the 1st", "every 6 months on the 1st", "every month on the 1st"],
      );
    }
    this.now.unit = "month";
    this.now.months = Array.from({ length: 12 / count }, (_, at) => at * count + 1);
    return true;
  }

  private interval(minutes: number, mark: number): boolean {
    const part = this.tokens.since(mark);
    if (minutes < 1 || minutes > 24 * 60) {
      throw new UnclearSchedule(`"every ${part}" is more than a day`, part, [
        "every day at 9am",
        "every 12 hours",
        "every monday at 9am",
      ]);
    }
    if (this.now.interval !== null && this.now.interval !== minutes) {
      throw new UnclearSchedule("says twice how often", part);
    }
    this.forTimes().interval = minutes;
    return true;
  }

  /** `at 9 and 17:30`, `at :30`, `at 15 and 45 minutes past the hour`, `at night`. */
  private at(): boolean {
    const { tokens } = this;
    const past = this.minutesPast();
    if (past) {
      this.forTimes().minutesOfHour = past;
      return true;
    }
    const part = partOfDay(tokens.peek());
    if (part) {
      tokens.take();
      this.now.part = part;
      return true;
    }
    const times = readTimes(tokens, this.now.part);
    const after = this.partAfter();
    this.forTimes().times.push(
      ...(after ? times.map((time) => inPart({ ...time, isExact: false }, after)) : times),
    );
    return true;
  }

  /** `8 in the evening`. */
  private partAfter() {
    const { tokens } = this;
    const mark = tokens.mark();
    const part =
      tokens.acceptAll("in", "the") || tokens.accept("at") ? partOfDay(tokens.peek()) : null;
    if (part) tokens.take();
    else tokens.back(mark);
    return part;
  }

  private minutesPast(): number[] | null {
    const { tokens } = this;
    const mark = tokens.mark();
    if (/^:\d{2}$/.test(tokens.peek())) {
      const minute = Number(tokens.peek().slice(1));
      tokens.take();
      return minute <= 59 ? [minute] : this.fail("a minute is from 0 to 59");
    }
    const minutes: number[] = [];
    while (numberOf(tokens.peek()) !== null && !/^(am|pm)$/.test(tokens.peek(1))) {
      minutes.push(numberOf(tokens.peek()) as number);
      tokens.take();
      tokens.accept(",");
      tokens.accept("and");
    }
    const isPast =
      minutes.length > 0 &&
      (tokens.accept("minutes", "minute", "min") || true) &&
      tokens.acceptAll("past", "the", "hour");
    if (isPast && minutes.every((minute) => minute <= 59)) return minutes;
    tokens.back(mark);
    return null;
  }

  /** `between 8 and 18`, `from monday to friday`, `from january to march`. */
  private between(): boolean {
    const { tokens } = this;
    const window = readWindow(tokens);
    if (window) {
      this.now.window = window;
      return true;
    }
    const mark = tokens.mark();
    const separators = [...RANGES, "and"];
    const [weekday, month] = [weekdayOf(tokens.peek()), monthOf(tokens.peek())];
    tokens.take();
    if (tokens.accept(...separators)) {
      const [toWeekday, toMonth] = [weekdayOf(tokens.peek()), monthOf(tokens.peek())];
      if (weekday !== null && toWeekday !== null) {
        tokens.take();
        this.forDays().weekdays.push(...weekdayRange(weekday, toWeekday));
        return true;
      }
      if (month !== null && toMonth !== null) {
        tokens.take();
        this.now.months.push(...monthRange(month, toMonth));
        return true;
      }
    }
    tokens.back(mark);
    return this.fail(`two times are missing after "between"`);
  }

  /** `in january and july`, `of the month`, `of every month`, `in the evening`. */
  private inMonths(): boolean {
    const { tokens } = this;
    tokens.accept("the", "every", "each", "a");
    const part = partOfDay(tokens.peek());
    if (part) {
      tokens.take();
      this.now.part = part;
      return true;
    }
    if (tokens.accept("year")) return true;
    if (tokens.accept("month", "months")) {
      this.now.unit ??= "month";
      return true;
    }
    return this.monthList(false) || this.fail(`a month is missing after "in"`);
  }

  /** What needs no word before it: days, months, times, frequencies. */
  private bare(): boolean {
    const { tokens } = this;
    const frequency = frequencyOf(tokens.peek());
    if (frequency) {
      if (tokens.peek() === "nightly") this.now.part = partOfDay("night");
      tokens.take();
      this.now.unit = frequency;
      return true;
    }
    const part = partOfDay(tokens.peek());
    if (part) {
      tokens.take();
      this.now.part = part;
      return true;
    }
    if (this.ofDays() || this.monthList()) return true;
    const isAlone =
      this.now.saysDays ||
      this.now.unit !== null ||
      this.now.part !== null ||
      tokens.peek(1) === "";
    const time = readTime(tokens, isAlone && unitOf(tokens.peek(1)) === null);
    if (!time) return false;
    this.forTimes().times.push(inPart(time, this.now.part));
    return true;
  }
}
