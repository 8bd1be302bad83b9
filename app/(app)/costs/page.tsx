import type { Metadata } from "next";
import { CostsScreen } from "@/components/costs/costs-screen";
import { type CostsView, costsView } from "@/components/costs/costs-view";
import { addressOf, type SearchParams } from "@/components/sync/address/parsers";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import type { Context } from "@/lib/core/context";
import { listBudgets } from "@/lib/runs/budgets";
import { costsBy } from "@/lib/runs/costs";
import type { CostQuery } from "@/lib/runs/schema";
import { readHorizon } from "../horizon";

export const metadata: Metadata = { title: "Costs" };

export default async function CostsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const view = await addressOf(costsView, searchParams);
  const [day, agent, project, model, task, budgets] = await Promise.all([
    read(ctx, "day", view),
    read(ctx, "agent", view),
    read(ctx, "project", view),
    read(ctx, "model", view),
    read(ctx, "task", view),
    listBudgets(ctx),
  ]);
  return (
    <FirstPaint horizon={horizon}>
      <CostsScreen first={{ view, costs: { day, agent, project, model, task }, budgets }} />
    </FirstPaint>
  );
}

/** The same as GET /api/costs. */
function read(ctx: Context, group: CostQuery["group"], { days, agent, project }: CostsView) {
  return costsBy(ctx, {
    group,
    days,
    agent: agent === null ? undefined : [agent],
    project_id: project ?? undefined,
    limit: group === "day" ? 366 : 50,
  });
}
