import { asSystem, type TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { isDaily, spentWithin } from "@/lib/runs/budget";
import { listBudgets } from "@/lib/runs/budgets";
import { type BudgetScope, limitsOver } from "@/lib/runs/limits";
import { dayOf } from "@/lib/runs/spend";
import type { MatchOf } from "./schema";

/** A budget, and what is spent of it: of a daily one, on its day. */
export interface BudgetState {
  scope: BudgetScope;
  /** The agent's name or the project's id; empty for the installation. */
  owner: string;
  name: string | null;
  limitUsd: number;
  spentUsd: number;
  /** The day in UTC, such as `2026-11-22`; null for a budget that is not daily. */
  day: string | null;
}

/** Whose run, and on which day. Empty for no agent. */
export interface Place {
  agent: string;
  projectId: number | null;
  /** The agent whose run began the tree that it belongs to, whose budgets cover it as well. */
  ledBy: string | null;
  day: Date;
}

const dateOf = (day: Date): string => day.toISOString().slice(0, 10);

/** The budgets that cover a place, with what is spent. */
export async function budgetsOver(db: Queryable, place: Place): Promise<BudgetState[]> {
  const limits = await limitsOver(db, place);
  const spent = await spentWithin(db, limits, place, dayOf(place.day));
  return limits.map(({ scope, name, limitUsd }, position) => ({
    scope,
    owner: scope.startsWith("agent")
      ? (name ?? place.agent)
      : scope.startsWith("project")
        ? String(place.projectId)
        : "",
    name,
    limitUsd,
    spentUsd: spent[position] ?? 0,
    day: isDaily({ scope }) ? dateOf(place.day) : null,
  }));
}

/** Whether a trigger watches this budget, and it has passed the trigger's mark. */
export function passes(match: MatchOf<"budget">, budget: BudgetState): boolean {
  const { project_id: watched, scope, agent, percent } = match;
  if (watched != null && !(budget.scope.startsWith("project") && budget.owner === String(watched)))
    return false;
  if (scope && !scope.includes(budget.scope)) return false;
  if (agent !== undefined && !(budget.scope.startsWith("agent") && budget.owner === agent))
    return false;
  const micro = (usd: number) => Math.round(usd * 1e6);
  return budget.spentUsd > 0 && micro(budget.spentUsd) * 100 >= micro(budget.limitUsd) * percent;
}

/** Budgets that are not daily are known for ever: they may pass their mark once alone. */
export const LASTING = "budget:total:";

/**
 * What identifies the passing of a mark: a budget passes it once, a daily one once a day. With another amount it is another budget, so
 * one that is raised can pass again.
 */
export function passingOf(
  { percent }: MatchOf<"budget">,
  { scope, owner, limitUsd, day }: BudgetState,
): string {
  const kind = day === null ? LASTING : "budget:day:";
  return `${kind}${scope}:${owner}:${limitUsd}:${percent}${day === null ? "" : `:${day}`}`;
}

/** A budget as the placeholders of a template name it. */
export function budgetData({ percent }: MatchOf<"budget">, budget: BudgetState) {
  const { scope, name, limitUsd, spentUsd, day } = budget;
  return {
    budget: {
      scope,
      name: name ?? "the installation",
      limit_usd: limitUsd,
      spent_usd: Math.round(spentUsd * 100) / 100,
      spent_percent: limitUsd > 0 ? Math.floor((spentUsd / limitUsd) * 100) : 100,
      percent,
      day: day ?? "",
    },
  };
}

/** Notes the budgets that are past a trigger's mark already, so that it fires on those that pass it from now on. */
export async function passOverPastBudgets(
  tx: TxContext,
  triggerId: number,
  match: MatchOf<"budget">,
): Promise<void> {
  const past = (await everyBudget(tx)).filter((budget) => passes(match, budget));
  await tx.db.triggerDelivery.createMany({
    data: past.map((budget) => ({
      triggerId,
      messageId: passingOf(match, budget),
      type: "budget.passed",
      payload: budgetData(match, budget),
      outcome: "skipped",
      reason: `it was past ${match.percent} % already`,
      settledAt: tx.clock.now(),
    })),
    skipDuplicates: true,
  });
}

/** Every budget that is set, with what is spent of it today or in all. */
export async function everyBudget(tx: TxContext): Promise<BudgetState[]> {
  const { day, agents, projects } = await listBudgets(asSystem(tx, "triggers"));
  const today = dateOf(dayOf(tx.clock.now()));
  const of = (scope: "agent" | "project", all: typeof agents): BudgetState[] =>
    all.flatMap(({ key, name, budget_usd, daily_budget_usd, spent_usd, spent_today_usd }) => [
      ...(budget_usd === null
        ? []
        : [{ scope, owner: key, name, limitUsd: budget_usd, spentUsd: spent_usd, day: null }]),
      ...(daily_budget_usd === null
        ? []
        : [
            {
              scope: `${scope}_day` as const,
              owner: key,
              name,
              limitUsd: daily_budget_usd,
              spentUsd: spent_today_usd,
              day: today,
            },
          ]),
    ]);
  const installation: BudgetState[] =
    day?.daily_usd == null
      ? []
      : [
          {
            scope: "day",
            owner: "",
            name: null,
            limitUsd: day.daily_usd,
            spentUsd: day.spent_today_usd,
            day: today,
          },
        ];
  return [...of("agent", agents), ...of("project", projects), ...installation];
}
