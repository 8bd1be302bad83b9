import { type AgentRef, findAgent } from "@/lib/agents/find";
import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { RUN_WITH_TEXTS_JSON } from "@/lib/runs/row";
import type { RunWithTexts } from "@/lib/runs/wire";
import type { TurnHistoryQuery } from "./schema";
import { turnTotals } from "./status";

export interface TurnHistory {
  turns: RunWithTexts[];
  nextBefore: number | null;
  costUsd: number | null;
  costUnknown: number;
}

/** A page of an agent's turns with what was asked and answered, newest first, and what all of them cost. Index: runs_turns_idx. */
export async function historyOf(
  ctx: Context,
  ref: AgentRef,
  query: TurnHistoryQuery,
): Promise<TurnHistory> {
  authorize(ctx.actor, "task.read");
  const { name } = await findAgent(ctx.db, ref);
  const limit = projectLimitOf(ctx.actor);
  const its = Prisma.sql`r.agent = ${name} AND r.queued_at IS NOT NULL ${limit === null ? Prisma.empty : Prisma.sql`AND r.project_id = ${limit}`}`;
  const before = query.before === undefined ? Prisma.empty : Prisma.sql`AND r.id < ${query.before}`;
  const of =
    query.conversation_id === undefined
      ? Prisma.empty
      : Prisma.sql`AND r.conversation_id = ${query.conversation_id}`;
  const rows = await ctx.db.$queryRaw<{ run: RunWithTexts }[]>`
    SELECT ${RUN_WITH_TEXTS_JSON} AS run FROM runs r WHERE ${its} ${before} ${of}
    ORDER BY r.agent DESC, r.id DESC LIMIT ${query.limit + 1}`;
  const [sum] = await ctx.db.$queryRaw<{ usd: number | null; unknown: number }[]>`
    SELECT cost_usd AS usd, cost_unknown AS unknown FROM ${turnTotals(Prisma.sql`${name}`, limit)} totals`;
  const turns = rows.slice(0, query.limit).map(({ run }) => run);
  return {
    turns,
    nextBefore: rows.length > query.limit ? (turns.at(-1)?.id ?? null) : null,
    costUsd: sum?.usd ?? null,
    costUnknown: sum?.unknown ?? 0,
  };
}
