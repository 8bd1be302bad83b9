/** Reading of single values of an Orkestra file, in which everything may be anything. */

const EARLIEST = 0;
const LATEST = 4_102_444_799_000;

export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text =
    value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value as string);
  return text.replaceAll("\0", "").toWellFormed();
}

/** Milliseconds since 1970 of a stamp as Go writes it, of seconds, or of milliseconds; null when it is none. */
export function timeOf(value: unknown): number | null {
  if (value === null || value === undefined || value === "") return null;
  const number = Number(value);
  const millis = Number.isFinite(number)
    ? Math.trunc(number < 100_000_000_000 ? number * 1000 : number)
    : Date.parse(stampOf(textOf(value)));
  return millis >= EARLIEST && millis <= LATEST ? millis : null;
}

/** `2026-11-20 07:29:21.265491886 +0000 UTC` and the like as ISO, with the fraction cut to milliseconds. */
function stampOf(text: string): string {
  const match = text
    .trim()
    .match(/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,3})?\d*\s*(Z|[+-]\d\d:?\d\d)?/);
  if (!match) return text;
  const [, date, time, fraction = "", zone = "Z"] = match;
  return `${date}T${time}${fraction}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`;
}

/** Cuts at `max` UTF-16 units and never through a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, max);
  return /[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head;
}

/** A text in pieces of at most `max`. */
export function pieces(text: string, max: number): string[] {
  const found: string[] = [];
  for (let rest = text; rest !== ""; ) {
    const piece = cut(rest, max);
    found.push(piece);
    rest = rest.slice(piece.length);
  }
  return found;
}

/** The labels of a ticket, which are JSON, or words with commas between them; null when they are neither. */
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
