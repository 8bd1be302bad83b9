import { createLoader, parseAsInteger, parseAsNumberLiteral, parseAsString } from "nuqs/server";

/** How far back the screen looks, in days with today. */
export const RANGES = [7, 30, 90] as const;
export type Range = (typeof RANGES)[number];

/** What the address of the screen says. */
export const costsView = {
  days: parseAsNumberLiteral(RANGES).withDefault(30),
  agent: parseAsString,
  project: parseAsInteger,
};
export const loadCostsView = createLoader(costsView);

export interface CostsView {
  days: Range;
  agent: string | null;
  project: number | null;
}
