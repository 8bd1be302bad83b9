import { asInteger, asOneOf, asText, orElse } from "@/components/sync/address/parsers";

/** How far back the screen looks, in days with today. */
export const RANGES = [7, 30, 90] as const;
export type Range = (typeof RANGES)[number];

/** What the address of the screen says. */
export const costsView = {
  days: orElse(asOneOf(RANGES), 30),
  agent: asText,
  project: asInteger,
};

export interface CostsView {
  days: Range;
  agent: string | null;
  project: number | null;
}
