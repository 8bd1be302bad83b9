import {
  ATTEMPT_LIMITS,
  allowedFrom,
  isTerminal,
  OPEN,
  STATUSES,
  type TaskStatus,
  TERMINAL,
  TRANSITIONS,
  type Transition,
} from "./lifecycle.ts";

interface Edge {
  from: string;
  to: string;
  by: string;
}

/** The text of docs/lifecycle.md, generated from the table that the commands follow. Pure. */
export function lifecycleDocument(): string {
  return `# The lifecycle of a task

<!-- Generated from lib/tasks/lifecycle.ts: node scripts/run.mjs scripts/lifecycle-diagram.mjs -->

These are all moves of a task, whoever makes them: an agent over HTTP, a person on the board, a job. Any other move is refused with
\`conflict\`, and the answer lists the allowed ones. [The domain](domain.md#lifecycle) says what each status means.

\`\`\`mermaid
stateDiagram-v2
${diagramLines()
  .map((line) => `  ${line}`)
  .join("\n")}
\`\`\`

## What agents may do

${table(
  ["from", "to", "by"],
  TRANSITIONS.map(({ from, to, by }) => [from, to, by]),
)}

## What people may do in addition

People, and operator or admin keys that act for an agent, may also make these moves of open tasks. The event records them as an
override; \`done\` still passes the review gate.

${table(
  ["from", "also to"],
  OPEN.map((from) => [from, overridesFrom(from).join(", ")]),
)}

A task that is ${listed(TERMINAL)} can only be reopened, by anyone: a late report never revives it.

## Limits

${table(
  ["counter", "limit", "then"],
  [
    ["`review_cycles`", `${ATTEMPT_LIMITS.reviewCycles} rejections`, "failed"],
    ["`dispatch_attempts`", `${ATTEMPT_LIMITS.dispatchAttempts} failed dispatches`, "failed"],
    ["`stale_requeues`", `${ATTEMPT_LIMITS.staleRequeues} expired leases`, "failed"],
  ],
)}

Each has its own counter; reopening or retrying a task resets all three.
`;
}

/** Moves that all open, or all finished, statuses share are drawn once. */
function diagramLines(): string[] {
  const open = sharedBy(OPEN, "any_open");
  const finished = sharedBy(TERMINAL, "any_finished");
  const shared = new Set([...open.rules, ...finished.rules]);
  const own = TRANSITIONS.filter((rule) => !shared.has(rule));
  return [
    'state "any open status" as any_open',
    'state "done, failed or cancelled" as any_finished',
    "[*] --> inbox",
    ...[...own, ...open.edges, ...finished.edges].map(
      ({ from, to, by }) => `${from} --> ${to}: ${by}`,
    ),
  ];
}

function sharedBy(
  group: readonly TaskStatus[],
  name: string,
): { rules: Transition[]; edges: Edge[] } {
  const edges: Edge[] = [];
  const rules: Transition[] = [];
  for (const to of STATUSES) {
    const from = group.filter((status) => status !== to);
    const found = TRANSITIONS.filter((rule) => rule.to === to && from.includes(rule.from));
    const [first] = found;
    const isShared = found.length === from.length && found.every((rule) => rule.by === first?.by);
    if (!first || !isShared) continue;
    edges.push({ from: name, to, by: first.by });
    rules.push(...found);
  }
  return { rules, edges };
}

function overridesFrom(from: TaskStatus): TaskStatus[] {
  const regular = allowedFrom(from);
  return isTerminal(from)
    ? []
    : allowedFrom(from, "override").filter((to) => !regular.includes(to));
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** With columns of one width, as the formatter writes tables. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[], fill = " "): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(" | ")} |`;
  return [
    line(head),
    line(
      head.map(() => ""),
      "-",
    ),
    ...rows.map((row) => line(row)),
  ].join("\n");
}
