import type { Row } from "./rows";

export interface Room {
  /** Of the list, in px. */
  widthPx: number;
  /** Of the largest line number. */
  digits: number;
  /** The width of a letter of code in px. */
  letterPx: number;
}

const LINE_PX = 20;
const HEAD_PX = 42;
const TALK_PX = 140;
/** The sign before a line with the room around it, and the room after the line. */
const SIGN_LETTERS = 3;
const END_PX = 12;

/** The height of a row in px until it is measured: near enough that the view stays where it is when one jumps far. */
export function estimateOf(row: Row | undefined, room: Room): number {
  switch (row?.kind) {
    case "file":
      return HEAD_PX;
    case "talk":
      return TALK_PX;
    case "without":
      return 44;
    case "hunk":
      return 28;
    case "code": {
      const columns = row.isSplit ? 2 : 1;
      const numbers = row.isSplit ? 1 : 2;
      const forText =
        room.widthPx / columns -
        (numbers * (room.digits + 2) + SIGN_LETTERS) * room.letterPx -
        END_PX;
      const letters = Math.max(8, Math.floor(forText / room.letterPx));
      const longest = Math.max(lengthOf(row.before?.text), lengthOf(row.after?.text));
      return LINE_PX * Math.max(1, Math.ceil(longest / letters));
    }
    default:
      return LINE_PX;
  }
}

/** The letters of a line as wide as they are drawn: a tab takes four. */
function lengthOf(text: string | undefined): number {
  if (!text) return 0;
  let length = text.length;
  for (let at = text.indexOf("\t"); at !== -1; at = text.indexOf("\t", at + 1)) length += 3;
  return length;
}

/** The width of a letter of code in this browser; where it cannot be measured, that of Geist Mono at 12 px. */
export function letterPx(): number {
  if (typeof document === "undefined") return 7.2;
  const probe = document.createElement("span");
  probe.className = "font-mono text-xs";
  probe.style.cssText = "position:absolute;visibility:hidden;white-space:pre";
  probe.textContent = "m".repeat(100);
  document.body.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  return width > 0 ? width / 100 : 7.2;
}
