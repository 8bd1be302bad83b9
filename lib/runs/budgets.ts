import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { dayOf, SPENT } from "./budget";
import { DAILY_BUDGET_KEY } from "./limits";
import type { Budgets, BudgetWire } from "./money-shapes";

/** Every budget that is set and what is left of it; days are those of UTC. Index: runs_agent_started_at_idx, runs_project_id_started_at_idx. */
export async function listBudgets(ctx: Context): Promise<Budgets> {
  authorize(ctx.actor, "task.read");
  const limit = projectLimitOf(ctx.actor);
  const today = dayOf(ctx.clock.now());
  const spent = (of: Prisma.Sql) => Prisma.sql`CROSS JOIN LATERAL (
    SELECT COALESCE(sum(${SPENT}) FILTER (WHERE r.outcome IS NOT NULL), 0)::float8 AS spent_usd,
      COALESCE(sum(${SPENT}) FILTER (WHERE r.outcome IS NOT NULL AND r.started_at >= ${today}), 0)::float8 AS spent_today_usd,
      COALESCE(sum(GREATEST(r.reserved_usd, r.cost_usd)) FILTER (WHERE r.outcome IS NULL), 0)::float8 AS reserved_usd
    FROM runs r WHERE ${of}) AS s`;
  const columns = Prisma.sql`b.name, b.budget_usd::float8, b.daily_budget_usd::float8, s.spent_usd, s.spent_today_usd, s.reserved_usd`;
  const isSet = Prisma.sql`(b.budget_usd IS NOT NULL OR b.daily_budget_usd IS NOT NULL)`;
  const [agents, projects, [day]] = await Promise.all([
    limit === null
      ? ctx.db.$queryRaw<BudgetWire[]>`
          SELECT b.name AS key, ${columns} FROM agents b ${spent(Prisma.sql`r.agent = b.name`)}
          WHERE ${isSet} AND b.deleted_at IS NULL ORDER BY b.name`
      : [],
    ctx.db.$queryRaw<BudgetWire[]>`
      SELECT b.id::text AS key, ${columns} FROM projects b ${spent(Prisma.sql`r.project_id = b.id`)}
      WHERE ${isSet} AND (${limit}::int IS NULL OR b.id = ${limit}::int) ORDER BY b.name`,
    limit === null
      ? ctx.db.$queryRaw<NonNullable<Budgets["day"]>[]>`
          SELECT (SELECT (value #>> '{}')::float8 FROM settings WHERE key = ${DAILY_BUDGET_KEY}) AS daily_usd,
            s.spent_today_usd, s.reserved_usd FROM (SELECT 1) AS one ${spent(Prisma.sql`r.started_at >= ${today}`)}`
      : [],
  ]);
  return { day: day ?? null, agents, projects };
}
