import type { TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { lockNamed } from "@/lib/core/locks";

export const DAILY_BUDGET_KEY = "budget.daily_usd";

export type BudgetScope = "agent" | "agent_day" | "project" | "project_day" | "day";

/** A budget. */
export interface Limit {
  scope: BudgetScope;
  /** The agent's or the project's name; null for the whole installation. */
  name: string | null;
  limitUsd: number;
}

interface RunPlace {
  agent: string;
  projectId: number | null;
  /** The agent whose run began the tree that the run belongs to; its budgets cover its team's runs. */
  ledBy?: string | null;
}

/** The budgets that cover a run, narrowest first. Index: agents_name_key, projects_pkey, settings_pkey. */
export async function limitsOver(
  db: Queryable,
  { agent, projectId, ledBy = null }: RunPlace,
): Promise<Limit[]> {
  return db.$queryRaw<Limit[]>`
    SELECT scope, name, "limitUsd" FROM (
      SELECT b.place, b.scope, a.name, b.usd::float8 AS "limitUsd" FROM agents a
        CROSS JOIN LATERAL (VALUES (1, 'agent', a.budget_usd), (2, 'agent_day', a.daily_budget_usd)) AS b (place, scope, usd)
        WHERE a.name = ${agent}
      UNION ALL
      SELECT b.place, b.scope, a.name, b.usd::float8 FROM agents a
        CROSS JOIN LATERAL (VALUES (3, 'agent', a.budget_usd), (4, 'agent_day', a.daily_budget_usd)) AS b (place, scope, usd)
        WHERE a.name = ${ledBy}::text AND a.name <> ${agent}
      UNION ALL
      SELECT b.place, b.scope, p.name, b.usd::float8 FROM projects p
        CROSS JOIN LATERAL (VALUES (5, 'project', p.budget_usd), (6, 'project_day', p.daily_budget_usd)) AS b (place, scope, usd)
        WHERE p.id = ${projectId}::int
      UNION ALL
      SELECT 7, 'day', NULL, (value #>> '{}')::float8 FROM settings
        WHERE key = ${DAILY_BUDGET_KEY} AND jsonb_typeof(value) = 'number'
    ) AS budgets WHERE "limitUsd" IS NOT NULL ORDER BY place`;
}

/** Locks the given budgets until the transaction ends, always in the same order. */
export async function lockLimits(
  tx: TxContext,
  limits: readonly Limit[],
  { projectId }: Pick<RunPlace, "projectId">,
): Promise<void> {
  const has = (scope: string) => limits.some((limit) => limit.scope.split("_")[0] === scope);
  if (has("day")) await lockBudget(tx, "day");
  if (has("project")) await lockBudget(tx, `project:${projectId}`);
  const agents = limits.filter(({ scope }) => scope.startsWith("agent")).map(({ name }) => name);
  for (const agent of [...new Set(agents)].sort()) await lockBudget(tx, `agent:${agent}`);
}

/** Locks a budget until the transaction ends. Waits for runs that are being checked against it. */
export async function lockBudget(
  tx: TxContext,
  whose: "day" | `project:${number | null}` | `agent:${string}`,
): Promise<void> {
  await lockNamed(tx.db, `budget:${whose}`);
}
