import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { DAILY_BUDGET_KEY } from "./limits";
import type { Budgets, BudgetWire } from "./money-shapes";
import { dayOf, reservedUsd, spentUsd } from "./spend";

/** Every budget that is set, with what is left of it. Days are UTC days. */
export async function listBudgets(ctx: Context): Promise<Budgets> {
  authorize(ctx.actor, "task.read");
  const limit = projectLimitOf(ctx.actor);
  const today = dayOf(ctx.clock.now());
  const columns = (owner: Parameters<typeof spentUsd>[0]) =>
    Prisma.sql`b.name, b.budget_usd::float8, b.daily_budget_usd::float8, ${spentUsd(owner, null)} AS spent_usd,
      ${spentUsd(owner, today)} AS spent_today_usd, ${reservedUsd(owner, null)} AS reserved_usd`;
  const isSet = Prisma.sql`(b.budget_usd IS NOT NULL OR b.daily_budget_usd IS NOT NULL)`;
  const [agents, projects, [day]] = await Promise.all([
    limit === null
      ? ctx.db.$queryRaw<BudgetWire[]>`
          SELECT b.name AS key, ${columns({ agent: Prisma.sql`b.name` })} FROM agents b
          WHERE ${isSet} AND b.deleted_at IS NULL ORDER BY b.name`
      : [],
    ctx.db.$queryRaw<BudgetWire[]>`
      SELECT b.id::text AS key, ${columns({ project: Prisma.sql`b.id` })} FROM projects b
      WHERE ${isSet} AND (${limit}::int IS NULL OR b.id = ${limit}::int) ORDER BY b.name`,
    limit === null
      ? ctx.db.$queryRaw<NonNullable<Budgets["day"]>[]>`
          SELECT (SELECT (value #>> '{}')::float8 FROM settings WHERE key = ${DAILY_BUDGET_KEY}) AS daily_usd,
            ${spentUsd("installation", today)} AS spent_today_usd, ${reservedUsd("installation", today)} AS reserved_usd`
      : [],
  ]);
  return { day: day ?? null, agents, projects };
}
