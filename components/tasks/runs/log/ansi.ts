/** The colours of a terminal, as the screen's own tones. Every other colour becomes the nearest of these. */
export type Tone = "red" | "green" | "yellow" | "blue" | "magenta" | "cyan" | "gray" | "white";

/** How a part of a line is drawn. Two parts that look the same need not be the same object. */
export interface Style {
  tone: Tone | null;
  ground: Tone | null;
  bold: boolean;
  dim: boolean;
  italic: boolean;
  underline: boolean;
  strike: boolean;
  inverse: boolean;
}

export const PLAIN: Style = {
  tone: null,
  ground: null,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  strike: false,
  inverse: false,
};

/** A part of a line: the text from the end of the part before it up to `end`. */
export interface Part {
  end: number;
  style: Style;
}

export interface Drawn {
  /** What can be read, without escape sequences and control characters. */
  text: string;
  /** Null where the whole line is plain. */
  parts: readonly Part[] | null;
  /** What holds for the text that follows. */
  after: Style;
}

/** A line whose colour changes at every character must not become as many elements. */
const MOST_PARTS = 200;

/* biome-ignore-start lint/suspicious/noControlCharactersInRegex: these are what it looks for */
/** Control characters, also those that change the direction of what is read. Tabs stay. */
const UNSAFE =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
/**
 * Escape sequences: `CSI … final`, of which only `m` does anything here; strings to the terminal (titles, links, clipboards) up to
 * their end, if they have one; and those of two characters.
 */
const SEQUENCE =
  /(?:\u001b\[|\u009b)([0-?]*)[ -/]*([@-~])|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]/g;
const EACH_UNSAFE = new RegExp(UNSAFE.source, "g");
/* biome-ignore-end lint/suspicious/noControlCharactersInRegex: above */

/** What can be read of a line, with its colours; `before` holds where it begins. Nothing in it does anything but colour text. */
export function drawn(line: string, before: Style): Drawn {
  if (!UNSAFE.test(line)) {
    return {
      text: line,
      parts: before === PLAIN || line === "" ? null : [{ end: line.length, style: before }],
      after: before,
    };
  }
  const parts: Part[] = [];
  let text = "";
  let style = before;
  let from = 0;
  const add = (raw: string): void => {
    const clean = UNSAFE.test(raw) ? raw.replace(EACH_UNSAFE, "") : raw;
    if (clean === "") return;
    text += clean;
    const last = parts.at(-1);
    if (last && (last.style === style || parts.length === MOST_PARTS)) last.end = text.length;
    else parts.push({ end: text.length, style });
  };
  for (const sequence of line.matchAll(SEQUENCE)) {
    add(line.slice(from, sequence.index));
    from = sequence.index + sequence[0].length;
    if (sequence[2] === "m") style = styled(style, sequence[1] ?? "");
  }
  add(line.slice(from));
  const isPlain = parts.every((part) => part.style === PLAIN);
  return { text, parts: isPlain ? null : parts, after: style };
}

const TONES: readonly Tone[] = [
  "gray",
  "red",
  "green",
  "yellow",
  "blue",
  "magenta",
  "cyan",
  "white",
];

/** The style after "select graphic rendition" with these parameters. What is unknown changes nothing. */
function styled(before: Style, parameters: string): Style {
  const codes = parameters.split(/[;:]/).map((code) => (code === "" ? 0 : Number(code)));
  let style = before;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const { tone, used } = extended(codes.slice(at + 1, at + 5));
      at += used;
      if (tone !== undefined) style = code === 38 ? { ...style, tone } : { ...style, ground: tone };
    } else if (code === 0) style = PLAIN;
    else style = { ...style, ...changeOf(code) };
  }
  return isPlain(style) ? PLAIN : style;
}

function changeOf(code: number): Partial<Style> {
  if (code >= 30 && code <= 37) return { tone: TONES[code - 30] ?? null };
  if (code >= 90 && code <= 97) return { tone: TONES[code - 90] ?? null };
  if (code >= 40 && code <= 47) return { ground: TONES[code - 40] ?? null };
  if (code >= 100 && code <= 107) return { ground: TONES[code - 100] ?? null };
  return CHANGES[code] ?? {};
}

const CHANGES: Record<number, Partial<Style>> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  21: { underline: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  29: { strike: false },
  39: { tone: null },
  49: { ground: null },
};

const isPlain = (style: Style): boolean =>
  style.tone === null &&
  style.ground === null &&
  !(style.bold || style.dim || style.italic || style.underline || style.strike || style.inverse);

/** A colour by its number (`5;n`) or by its parts (`2;r;g;b`), and how many of the codes it took. */
function extended(codes: readonly number[]): { tone?: Tone; used: number } {
  const [kind, first = 0, second = 0, third = 0] = codes;
  if (kind === 5) return { tone: indexed(first), used: 2 };
  if (kind === 2) return { tone: nearest(first, second, third), used: 4 };
  return { used: codes.length };
}

/** One of the 256 colours: the 16 of old, a cube of 6 steps a side, and 24 grays. */
function indexed(index: number): Tone {
  if (index < 16) return TONES[index % 8] ?? "white";
  if (index > 231) return index < 244 ? "gray" : "white";
  const step = (place: number): number => (Math.floor((index - 16) / place) % 6) * 51;
  return nearest(step(36), step(6), step(1));
}

/** Where on the wheel of colours, in degrees, each tone ends. */
const HUES: readonly [number, Tone][] = [
  [20, "red"],
  [70, "yellow"],
  [165, "green"],
  [200, "cyan"],
  [260, "blue"],
  [340, "magenta"],
  [360, "red"],
];

function nearest(red: number, green: number, blue: number): Tone {
  const most = Math.max(red, green, blue);
  const range = most - Math.min(red, green, blue);
  if (range < 32) return most < 128 ? "gray" : "white";
  const sixth =
    most === red
      ? (green - blue) / range
      : most === green
        ? (blue - red) / range + 2
        : (red - green) / range + 4;
  const hue = (sixth * 60 + 360) % 360;
  return HUES.find(([until]) => hue < until)?.[1] ?? "red";
}
