import { stripVTControlCharacters } from "node:util";
import type { Limits, ProcessEnd } from "../process";
import type { ErrorClass } from "./program";

/** Why a program was ended from outside, as an error; null if it ended by itself. */
export function stoppedError(
  { stopped }: ProcessEnd,
  name: string,
  { timeoutMs, silenceMs }: Limits,
): { errorClass: ErrorClass; error: string } | null {
  switch (stopped) {
    case null:
      return null;
    case "timeout":
      return {
        errorClass: "timeout",
        error: `${name} did not end within ${inWords(timeoutMs)} and was stopped`,
      };
    case "silence":
      return {
        errorClass: "silence",
        error: `${name} said nothing for ${inWords(silenceMs)} and was stopped`,
      };
    case "cancelled":
      return { errorClass: "cancelled", error: `${name} was stopped` };
  }
}

/** How a program ended, for an error: `exit code 3`, `SIGSEGV`. */
export function endText({ code, signal }: ProcessEnd): string {
  return signal === null ? `exit code ${code}` : signal;
}

export function inWords(ms: number): string {
  const seconds = Math.round(ms / 100) / 10;
  if (seconds < 120) return `${seconds} s`;
  return `${Math.round(seconds / 6) / 10} min`;
}

/** The class of an error that a provider answered with; null for one that says nothing of the kind. */
export function classOfStatus(status: number | null): ErrorClass | null {
  if (status === null) return null;
  if (status === 401 || status === 403 || status === 404) return "configuration";
  if (status === 429) return "rate_limited";
  if (status === 529 || status === 503) return "overloaded";
  if (status >= 500) return "network";
  return status >= 400 ? "invalid_request" : null;
}

/** The last lines of what a program complained about, for an error: without colours, which only the log shows. */
export class LastLines {
  readonly #lines: string[] = [];

  add(line: string): void {
    const plain = stripVTControlCharacters(line);
    if (plain.trim() === "") return;
    this.#lines.push(plain.slice(0, 2_000));
    if (this.#lines.length > 20) this.#lines.shift();
  }

  get text(): string {
    return this.#lines.join("\n");
  }
}
