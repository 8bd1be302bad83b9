/**
 * The lifecycle of a task as one table (domain.md, "Lifecycle"). Pure: every surface, command and diagram reads
 * the rules from here.
 */
export const STATUSES = [
  "inbox",
  "assigned",
  "in_progress",
  "review",
  "blocked",
  "done",
  "failed",
  "cancelled",
] as const;
export type TaskStatus = (typeof STATUSES)[number];

export const TERMINAL: readonly TaskStatus[] = ["done", "failed", "cancelled"];
export const OPEN: readonly TaskStatus[] = STATUSES.filter((status) => !TERMINAL.includes(status));

export function isTerminal(status: TaskStatus): boolean {
  return TERMINAL.includes(status);
}

export interface Transition {
  from: TaskStatus;
  to: TaskStatus;
  /** What makes the move. */
  by: string;
}

const anyOpen = (to: TaskStatus, by: string): Transition[] =>
  OPEN.filter((from) => from !== to).map((from) => ({ from, to, by }));

const reopen = (from: TaskStatus): Transition[] => [
  { from, to: "inbox", by: "reopen" },
  { from, to: "assigned", by: "reopen or retry" },
];

/** The moves agents may make. Anything else is a `conflict` that lists the allowed moves. */
export const TRANSITIONS: readonly Transition[] = [
  { from: "inbox", to: "assigned", by: "triage" },
  { from: "inbox", to: "in_progress", by: "claim" },
  { from: "assigned", to: "in_progress", by: "claim or dispatch" },
  { from: "assigned", to: "inbox", by: "unassign" },
  { from: "in_progress", to: "review", by: "work is in" },
  { from: "in_progress", to: "done", by: "holder, no review needed" },
  { from: "in_progress", to: "assigned", by: "release, stale requeue or failed dispatch" },
  { from: "in_progress", to: "failed", by: "attempts exhausted or fail" },
  { from: "review", to: "done", by: "approved" },
  { from: "review", to: "assigned", by: "rejected, cycles left" },
  { from: "review", to: "failed", by: "third rejection" },
  ...anyOpen("blocked", "block or failed dependency"),
  ...anyOpen("cancelled", "cancel"),
  { from: "blocked", to: "inbox", by: "unblock" },
  { from: "blocked", to: "assigned", by: "unblock" },
  ...reopen("done"),
  ...reopen("failed"),
  ...reopen("cancelled"),
];

const byStatus = (rules: readonly Transition[]): Map<TaskStatus, TaskStatus[]> =>
  new Map(
    STATUSES.map((status) => [
      status,
      rules.filter((rule) => rule.from === status).map((rule) => rule.to),
    ]),
  );

const REGULAR = byStatus(TRANSITIONS);

/**
 * People, and operator or admin keys acting for an agent, may also move an open task to any open status, to done
 * (through the review gate) and to failed. A terminal task can only be reopened, by anyone.
 */
const OVERRIDE = byStatus([
  ...OPEN.flatMap((from) =>
    [...OPEN, "done" as const, "failed" as const]
      .filter((to) => to !== from)
      .map((to) => ({ from, to, by: "override" })),
  ),
  ...TRANSITIONS,
]);

export type Freedom = "regular" | "override";

export function allowedFrom(from: TaskStatus, freedom: Freedom = "regular"): TaskStatus[] {
  const rules = freedom === "override" ? OVERRIDE : REGULAR;
  return [...new Set(rules.get(from))];
}

export function isAllowed(from: TaskStatus, to: TaskStatus, freedom: Freedom = "regular"): boolean {
  return allowedFrom(from, freedom).includes(to);
}

/** Whether only people and operators may make this move. The event then records it as an override. */
export function isOverride(from: TaskStatus, to: TaskStatus): boolean {
  return from !== to && !isAllowed(from, to, "regular");
}

/** The status of a task that lost its holder: `assigned` if it has an assignee, otherwise `inbox`. */
export function restingStatus(assignedTo: string | null): TaskStatus {
  return assignedTo === null ? "inbox" : "assigned";
}

export const ATTEMPT_LIMITS = { reviewCycles: 3, dispatchAttempts: 5, staleRequeues: 5 } as const;

/** How long a lease lasts without being renewed. */
export const CLAIM_LEASE_MS = 10 * 60 * 1000;
