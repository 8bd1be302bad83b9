import { LIMIT_NAMES, type LimitName, type RunLimits } from "./schema";

/** What a run may come to, and when it is stopped. Pure. */

/** From the widest place to the narrowest: the narrowest that says something counts. */
export const PLACES = ["default", "project", "agent", "task"] as const;
export type Place = (typeof PLACES)[number];

/** What counts where nobody says anything else. */
export const DEFAULTS: RunLimits = {
  repeated_calls: 20,
  unchanged_results: 3,
};

export interface Limit {
  name: LimitName;
  limit: number;
  from: Place;
}

/** What a run has come to; null for what is not known. */
export type Figures = Record<LimitName, number | null>;

/** A limit that was reached. */
export interface Trip extends Limit {
  figure: number;
  /** A sentence with both. */
  message: string;
}

/** The limits that count, in the order of their names. */
export function limitsFrom(
  places: Partial<Record<Exclude<Place, "default">, RunLimits | null>>,
): Limit[] {
  return LIMIT_NAMES.flatMap((name) => {
    const found = limitOf(name, places);
    return found === null ? [] : [{ name, ...found }];
  });
}

/** One limit and where it is from; null if there is none. */
export function limitOf(
  name: keyof RunLimits,
  places: Partial<Record<Exclude<Place, "default">, RunLimits | null>>,
): { limit: number; from: Place } | null {
  const all = { ...places, default: DEFAULTS };
  const from = PLACES.toReversed().find((place) => all[place]?.[name] !== undefined);
  const limit = from === undefined ? null : all[from]?.[name];
  return from === undefined || limit == null ? null : { limit, from };
}

/** The first limit that is reached, by the order of their names; null if none is. */
export function tripOf(
  limits: readonly Limit[],
  figures: Figures,
  call: string | null,
): Trip | null {
  for (const limit of limits) {
    const figure = figures[limit.name];
    if (figure !== null && figure >= limit.limit)
      return { ...limit, figure, message: sentence(limit, figure, call) };
  }
  return null;
}

function sentence({ name, limit }: Limit, figure: number, call: string | null): string {
  switch (name) {
    case "tokens":
      return `It used ${count(figure)} tokens, and ${count(limit)} is its limit`;
    case "cost_usd":
      return `It cost ${dollars(figure)}, and ${dollars(limit)} is its limit`;
    case "turns":
      return `It took ${count(figure)} ${figure === 1 ? "turn" : "turns"}, and ${count(limit)} is its limit`;
    case "seconds":
      return `It worked for ${duration(figure)}, and ${duration(limit)} is its limit`;
    case "silence_seconds":
      return `It said nothing for ${duration(figure)}, and ${duration(limit)} is its limit`;
    case "repeated_calls":
      return `It made the same call ${count(figure)} times${call === null ? "" : ` (${call})`}, and ${count(limit)} is its limit`;
    case "empty_results":
      return `It came to an end without a result ${count(figure)} times in a row, and ${count(limit)} is the limit`;
  }
}

const count = (value: number): string =>
  value.toLocaleString("en-US", { maximumFractionDigits: 0 });
const dollars = (value: number): string =>
  `$${value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 4 })}`;

function duration(value: number): string {
  const seconds = Math.floor(value);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 2 * 3_600) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
}
