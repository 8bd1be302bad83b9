import type { Tokens } from "./tokens";
import { monthOf, numberOf, type PartOfDay, partOfDay, unitOf, weekdayOf } from "./vocabulary";

/** One moment, as it was written: a date, a day counted from today, or a time from now. */
export interface OnceDraft {
  words: string;
  day:
    | { kind: "date"; year: number; month: number; day: number }
    /** Days after today. */
    | { kind: "days"; count: number }
    /** The next day of this weekday, after today. */
    | { kind: "weekday"; weekday: number }
    | { kind: "minutes"; count: number };
  part: PartOfDay | null;
}

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60 };
const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7 };

/**
 * Reads a single day or moment: `tomorrow`, `2026-12-24`, `24 december 2026`, `next monday`, `in 2 hours`. Returns null, and takes nothing,
 * if none follows.
 */
export function readOnce(tokens: Tokens): OnceDraft | null {
  const mark = tokens.mark();
  tokens.accept("on");
  const day = readDay(tokens);
  if (!day) {
    tokens.back(mark);
    return null;
  }
  const words = tokens.since(mark);
  const part = partOfDay(words === "tonight" ? "night" : tokens.peek());
  if (part && words !== "tonight") tokens.take();
  return { words, day, part };
}

function readDay(tokens: Tokens): OnceDraft["day"] | null {
  if (tokens.accept("today", "tonight")) return { kind: "days", count: 0 };
  if (tokens.accept("tomorrow")) return { kind: "days", count: 1 };
  if (tokens.acceptAll("day", "after", "tomorrow")) return { kind: "days", count: 2 };
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(tokens.peek());
  if (iso) {
    tokens.take();
    return { kind: "date", year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  }
  return readNext(tokens) ?? readIn(tokens) ?? readDate(tokens);
}

function readNext(tokens: Tokens): OnceDraft["day"] | null {
  if (!["next", "this", "coming"].includes(tokens.peek())) return null;
  const weekday = weekdayOf(tokens.peek(1));
  if (weekday === null) return null;
  tokens.take(2);
  return { kind: "weekday", weekday };
}

function readIn(tokens: Tokens): OnceDraft["day"] | null {
  if (tokens.peek() !== "in") return null;
  const count = /^(a|an)$/.test(tokens.peek(1)) ? 1 : numberOf(tokens.peek(1));
  const unit = unitOf(tokens.peek(2)) ?? "";
  if (count === null) return null;
  const [minutes, days] = [MINUTES[unit], DAYS[unit]];
  if (minutes === undefined && days === undefined) return null;
  tokens.take(3);
  if (minutes !== undefined) return { kind: "minutes", count: count * minutes };
  return { kind: "days", count: count * (days as number) };
}

/** A date with its year; without one it is a day of every year. */
function readDate(tokens: Tokens): OnceDraft["day"] | null {
  const mark = tokens.mark();
  tokens.accept("the");
  const first = monthOf(tokens.peek());
  if (first !== null) tokens.take();
  const day = /^\d{1,2}$/.test(tokens.peek()) ? Number(tokens.peek()) : null;
  if (day !== null) {
    tokens.take();
    tokens.accept("st", "nd", "rd", "th");
    tokens.accept("of");
  }
  const month = first ?? monthOf(tokens.peek());
  if (first === null && month !== null) tokens.take();
  tokens.accept(",");
  const year = /^20\d{2}$/.test(tokens.peek()) ? Number(tokens.peek()) : null;
  if (day === null || month === null || year === null) {
    tokens.back(mark);
    return null;
  }
  tokens.take();
  return { kind: "date", year, month, day };
}
