import { formatDuration } from "@/components/format/times";
import type { RunLimitWire } from "@/lib/limits/shapes";

/** What a limit is about, and its figures. */
export const LIMIT: Record<
  RunLimitWire["name"],
  { label: string; inWords: (figure: number) => string }
> = {
  tokens: { label: "Tokens", inWords: whole },
  cost_usd: { label: "Cost", inWords: (usd) => `$${usd.toFixed(2)}` },
  turns: { label: "Turns", inWords: whole },
  seconds: { label: "Time", inWords: (seconds) => formatDuration(seconds * 1_000) },
  silence_seconds: { label: "Silence", inWords: (seconds) => formatDuration(seconds * 1_000) },
  repeated_calls: { label: "The same call", inWords: whole },
  empty_results: { label: "Empty results", inWords: whole },
};

function whole(figure: number): string {
  return figure.toLocaleString("en");
}

/** Where a limit is set, as the end of a line. */
export const SET_BY: Record<RunLimitWire["from"], string> = {
  task: "of the task",
  agent: "of the agent",
  project: "of the project",
  default: "by default",
};

/** How near a run is to a limit, from 0 to 1. */
export const shareOf = ({ figure, limit }: Pick<RunLimitWire, "figure" | "limit">): number =>
  figure === null ? 0 : Math.min(1, figure / limit);
