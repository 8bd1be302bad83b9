import type { Check } from "@/lib/runs/evidence/schema";

/** A check while it is edited: everything is text. */
export interface CheckDraft {
  /** Stays with it while it is moved. */
  key: number;
  name: string;
  command: string;
  /** One pattern a line. */
  paths: string;
  exit_code: string;
}

export const emptyCheck = (key: number): CheckDraft => ({
  key,
  name: "",
  command: "",
  paths: "",
  exit_code: "",
});

export const draftsOf = (checks: readonly Check[]): CheckDraft[] =>
  checks.map(({ name, command, paths, exit_code }, key) => ({
    key,
    name,
    command,
    paths: paths?.join("\n") ?? "",
    exit_code: exit_code === undefined ? "" : String(exit_code),
  }));

/** A key that none of them has. */
export const freeKey = (drafts: readonly CheckDraft[]): number =>
  drafts.reduce((most, { key }) => Math.max(most, key), -1) + 1;

/** The checks that are meant. What is wrong with them, the server says: a number that is none becomes one that it refuses. */
export const checksOf = (drafts: readonly CheckDraft[]): Check[] =>
  drafts.map(({ name, command, paths, exit_code }) => {
    const patterns = paths
      .split("\n")
      .map((pattern) => pattern.trim())
      .filter((pattern) => pattern !== "");
    return {
      name: name.trim(),
      command: command.trim(),
      ...(patterns.length === 0 ? {} : { paths: patterns }),
      ...(exit_code.trim() === "" ? {} : { exit_code: numberIn(exit_code) }),
    };
  });

const numberIn = (text: string): number => {
  const number = Number(text.trim());
  return Number.isFinite(number) ? number : -1;
};

/** The same with the check at this place moved by one, up or down. */
export function moved(drafts: readonly CheckDraft[], from: number, by: 1 | -1): CheckDraft[] {
  const one = drafts[from];
  const other = drafts[from + by];
  return one && other ? drafts.with(from, other).with(from + by, one) : [...drafts];
}

/**
 * What is wrong with each check, by its place and field, and what is wrong with all of them together. The fields of a refusal are such as
 * `checks.1.paths.0`.
 */
export function problemsIn(problems: Readonly<Record<string, string>>): {
  of: (place: number, field: keyof Check) => string | undefined;
  whole: string | undefined;
} {
  const entries = Object.entries(problems);
  return {
    of: (place, field) =>
      entries.find(
        ([name]) =>
          name === `checks.${place}.${field}` || name.startsWith(`checks.${place}.${field}.`),
      )?.[1],
    whole: problems.checks,
  };
}
