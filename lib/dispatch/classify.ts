/** How demanding a task is. Each tier has its own model in the settings. */
export type Tier = "complex" | "routine" | "default";

export interface Classification {
  tier: Tier;
  /** A sentence shown with the run and the task. */
  reason: string;
}

export interface Classified {
  title: string;
  description: string | null;
  priority: "critical" | "high" | "medium" | "low";
}

/** The signals of the table in dispatch.md, "The model", each with the word forms that count. */
export const COMPLEX_SIGNALS: Record<string, string> = {
  debug: "debug(?:s|ged|ging|ger)?",
  diagnose: "diagnos(?:e|es|ed|ing|is|es|tic|tics)",
  architect: "architect(?:s|ed|ing|ure|ures|ural)?",
  "security audit": "security[\\s_-]+audit(?:s|ed|ing)?",
  incident: "incidents?",
  refactor: "refactor(?:s|ed|ing|ings)?",
  migration: "migrat(?:e|es|ed|ing|ion|ions)",
};
export const ROUTINE_SIGNALS: Record<string, string> = {
  "status check": "status[\\s_-]+check(?:s|ed|ing)?",
  format: "format(?:s|ted|ting|ter)?",
  rename: "renam(?:e|es|ed|ing)",
  ping: "ping(?:s|ed|ing)?",
  summarize: "summari[sz](?:e|es|ed|ing|ation)",
  translate: "translat(?:e|es|ed|ing|ion|ions)",
  simple: "simple",
  minor: "minor",
};

const compiled = (signals: Record<string, string>): [string, RegExp][] =>
  Object.entries(signals).map(([name, forms]) => [
    name,
    // Match whole words in any script, so that "reformat" and "shipping" do not count.
    new RegExp(`(?<![\\p{L}\\p{N}_])(?:${forms})(?![\\p{L}\\p{N}_])`, "iu"),
  ]);
const COMPLEX = compiled(COMPLEX_SIGNALS);
const ROUTINE = compiled(ROUTINE_SIGNALS);

/**
 * Returns the tier of a task from its priority, title and description (domain.md, "Dispatch, review, recovery"): critical
 * priority or any complex signal makes it complex; otherwise a routine signal at medium or low priority makes it routine;
 * otherwise the agent's own model is used.
 */
export function classify(task: Classified): Classification {
  if (task.priority === "critical") return { tier: "complex", reason: "its priority is critical" };
  const complex = signalIn(task, COMPLEX);
  if (complex) return { tier: "complex", reason: complex };
  const routine = signalIn(task, ROUTINE);
  if (!routine) return { tier: "default", reason: "no signal of a harder or easier task" };
  if (task.priority === "high") {
    return { tier: "default", reason: `${routine}, but its priority is high` };
  }
  return { tier: "routine", reason: routine };
}

function signalIn(task: Classified, signals: [string, RegExp][]): string | null {
  for (const [place, text] of [
    ["title", task.title],
    ["description", task.description ?? ""],
  ] as const) {
    for (const [name, pattern] of signals) {
      const found = pattern.exec(text)?.[0];
      if (found) return signalReason(name, found, place);
    }
  }
  return null;
}

function signalReason(signal: string, found: string, place: string): string {
  const word = found.replace(/[\s_-]+/g, " ");
  const stem = word.toLowerCase() === signal ? "" : ` (${signal})`;
  return `the ${place} says “${word}”${stem}`;
}
