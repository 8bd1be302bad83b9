import { DAY_MS } from "@/lib/core/clock";
import type { TxContext } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { estimateRun } from "./estimate";
import { type BudgetScope, type Limit, limitsOver, lockLimits } from "./limits";
import { dayOf, reservedUsd, spentUsd } from "./spend";

/** A budget without room for a run. Amounts are US dollars; a day is a UTC day. */
export interface OverBudget {
  ok: false;
  scope: BudgetScope;
  /** The agent's or the project's name; null for the whole installation. */
  name: string | null;
  limitUsd: number;
  spentUsd: number;
  reservedUsd: number;
  message: string;
  /** The message without current figures and the final period: whose budget, and how much it is. */
  cause: string;
  /** When to check again: on the next day, or soon if only open runs use up the budget. */
  nextAt: Date;
}

export type Reservation = { ok: true; reservedUsd: number } | OverBudget;

export interface BudgetRequest {
  /** The agent's name. */
  agent: string;
  projectId: number | null;
  /** The agent whose run began the tree that the run belongs to, if it is in one. */
  ledBy?: string | null;
  /** What the run may cost. Null if unknown: nothing is reserved, but every budget must still have room. */
  estimateUsd: number | null;
  now: Date;
}

/** How soon to check again when only the reservations of open runs use up the budget. */
const RESERVED_RETRY_MS = 60_000;
/** How soon to check again when the budget is spent. Changing a budget or a price triggers a check at once. */
const SPENT_RETRY_MS = 15 * 60_000;

/**
 * Checks whether every budget that covers a run has room for it, and returns the amount to write into `runs.reserved_usd` in
 * the same transaction. The budgets stay locked until the caller commits. Spent is what finished runs cost
 * (lib/runs/spend.ts); reserved is what open runs reserved, or have cost so far if that is more. A run counts towards the
 * day it began on.
 */
export async function reserveBudget(tx: TxContext, request: BudgetRequest): Promise<Reservation> {
  return reserveWithin(tx, await limitsOver(tx.db, request), request);
}

/** The same, but estimates the run's cost itself, and only if there is a budget. */
export async function reserveForRun(
  tx: TxContext,
  run: Omit<BudgetRequest, "estimateUsd"> & {
    model: string | null;
    promptChars: number;
    maxTokens?: number | null;
  },
): Promise<Reservation> {
  const limits = await limitsOver(tx.db, run);
  if (limits.length === 0) return { ok: true, reservedUsd: 0 };
  return reserveWithin(tx, limits, { ...run, estimateUsd: await estimateRun(tx.db, run) });
}

async function reserveWithin(
  tx: TxContext,
  known: Limit[],
  request: BudgetRequest,
): Promise<Reservation> {
  const estimate = Math.max(0, request.estimateUsd ?? 0);
  if (known.length > 0) {
    await lockLimits(tx, known, request);
    // Read again under the lock: whoever changes a budget holds it until the tasks that the budget blocks are checked.
    const limits = await limitsOver(tx.db, request);
    const usages = await usageOf(tx, limits, request);
    for (const [index, limit] of limits.entries()) {
      const usage = usages[index] as Used;
      if (!hasRoom(limit, usage.spentUsd + usage.reservedUsd, estimate)) {
        return overBudget(limit, usage, estimate, request.now);
      }
    }
  }
  return { ok: true, reservedUsd: estimate };
}

/** In millionths of a dollar, as in the database. A budget that is spent has no room for a run of unknown cost either. */
function hasRoom(limit: Limit, used: number, estimate: number): boolean {
  const [most, taken, more] = [limit.limitUsd, used, estimate].map((usd) =>
    Math.round(usd * 1e6),
  ) as [number, number, number];
  return taken + more <= most && taken < most;
}

interface Used {
  spentUsd: number;
  reservedUsd: number;
}

/**
 * The state of the given budgets, in their order. Reads rows by primary key and the open runs, never the history. Index: see
 * lib/runs/spend.ts.
 */
async function usageOf(tx: TxContext, limits: Limit[], request: BudgetRequest): Promise<Used[]> {
  if (limits.length === 0) return [];
  const sums = limits.map(({ scope, name }) => {
    const day = scope.endsWith("day") ? dayOf(request.now) : null;
    const owner = ownerIn({ scope, name }, request);
    return Prisma.sql`SELECT ${spentUsd(owner, day)} AS "spentUsd", ${reservedUsd(owner, day)} AS "reservedUsd"`;
  });
  return tx.db.$queryRaw<Used[]>`${Prisma.join(sums, " UNION ALL ")}`;
}

/** What finished runs of a day count towards each of the given budgets, in US dollars. Index: see lib/runs/spend.ts. */
export async function spentWithin(
  db: Queryable,
  limits: readonly Limit[],
  place: Pick<BudgetRequest, "projectId">,
  day: Date,
): Promise<number[]> {
  if (limits.length === 0) return [];
  const sums = limits.map((limit, position) => {
    const on = isDaily(limit) ? day : null;
    return Prisma.sql`SELECT ${position}::int AS position, ${spentUsd(ownerIn(limit, place), on)} AS usd`;
  });
  const rows = await db.$queryRaw<
    { position: number; usd: number }[]
  >`${Prisma.join(sums, " UNION ALL ")}`;
  return limits.map((_, position) => rows.find((row) => row.position === position)?.usd ?? 0);
}

function ownerIn(
  { scope, name }: Pick<Limit, "scope" | "name">,
  { projectId }: Pick<BudgetRequest, "projectId">,
) {
  switch (scope) {
    case "agent":
    case "agent_day":
      return { agent: Prisma.sql`${name}::text` };
    case "project":
    case "project_day":
      return { project: Prisma.sql`${projectId}::int` };
    case "day":
      return "installation";
  }
}

function overBudget(limit: Limit, used: Used, estimate: number, now: Date): OverBudget {
  const onlyReserved = hasRoom(limit, used.spentUsd, estimate);
  const nextAt = onlyReserved
    ? now.getTime() + RESERVED_RETRY_MS
    : isDaily(limit)
      ? dayOf(now).getTime() + DAY_MS
      : now.getTime() + SPENT_RETRY_MS;
  return {
    ok: false,
    ...limit,
    ...used,
    message: sentence(limit, used, estimate, onlyReserved),
    cause: `the ${ownerOf(limit)} (${usd(limit.limitUsd)}) has no room`,
    nextAt: new Date(nextAt),
  };
}

/** Whether a budget is for a day, in UTC. */
export const isDaily = ({ scope }: Pick<Limit, "scope">): boolean => scope.endsWith("day");

/** The budget's name, such as `daily budget of scout`. The whole installation only has a daily one. */
function ownerOf(limit: Limit): string {
  const kind = isDaily(limit) ? "daily budget" : "budget";
  return limit.name === null ? kind : `${kind} of ${limit.name}`;
}

function sentence(limit: Limit, used: Used, estimate: number, onlyReserved: boolean): string {
  const reserved = used.reservedUsd > 0 ? `, ${usd(used.reservedUsd)} held for work under way` : "";
  const needed = estimate > 0 ? `, and this run may cost up to ${usd(estimate)}` : "";
  const then = onlyReserved
    ? "It is tried again when that work is done."
    : isDaily(limit) && estimate <= limit.limitUsd
      ? "It goes on at 00:00 UTC, or when the budget is raised."
      : "It goes on when the budget is raised.";
  return `The ${ownerOf(limit)} has no room: ${usd(used.spentUsd)} of ${usd(limit.limitUsd)} spent${reserved}${needed}. ${then}`;
}

/** Formats an amount with two decimals, or with as many as a smaller amount needs. */
function usd(amount: number): string {
  const places = amount !== 0 && amount < 0.1 ? 4 : 2;
  return `$${amount.toFixed(places)}`;
}
