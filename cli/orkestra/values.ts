/** Readers for single values of an Orkestra file, whose columns may hold any type. */

const EARLIEST = 0;
const LATEST = 4_102_444_799_000;

export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text =
    value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value as string);
  return text.replaceAll("\0", "").toWellFormed();
}

/** Unix milliseconds from a timestamp as Go prints it, from seconds, or from milliseconds; null for anything else. */
export function timeOf(value: unknown): number | null {
  if (value === null || value === undefined || value === "") return null;
  const number = Number(value);
  const millis = Number.isFinite(number)
    ? Math.trunc(number < 100_000_000_000 ? number * 1000 : number)
    : Date.parse(stampOf(textOf(value)));
  return millis >= EARLIEST && millis <= LATEST ? millis : null;
}

/** Turns `2026-11-20 07:29:21.265491886 +0000 UTC` into ISO, with the fraction cut to milliseconds. */
function stampOf(text: string): string {
  const match = text
    .trim()
    .match(/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,3})?\d*\s*(Z|[+-]\d\d:?\d\d)?/);
  if (!match) return text;
  const [, date, time, fraction = "", zone = "Z"] = match;
  return `${date}T${time}${fraction}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`;
}

/** Cuts a text after at most `max` UTF-16 units, never within a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, max);
  return /[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head;
}

/** Splits a text into pieces of at most `max` UTF-16 units. */
export function pieces(text: string, max: number): string[] {
  const found: string[] = [];
  for (let rest = text; rest !== ""; ) {
    const piece = cut(rest, max);
    found.push(piece);
    rest = rest.slice(piece.length);
  }
  return found;
}

/** A ticket's labels, stored as JSON or separated by commas; null if they are neither. */
export function labelsOf(value: unknown): string[] | null {
  const text = textOf(value).trim();
  if (text === "" || text === "null") return [];
  if (!text.startsWith("[")) return text.split(",");
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.map((label) => textOf(label)) : null;
  } catch {
    return null;
  }
}
