"use client";

import { CircleDollarSign } from "lucide-react";
import { Amount } from "@/components/money/amount";
import { BudgetLines } from "@/components/money/budget-lines";
import { useBudgets } from "@/components/money/use-budgets";
import { agentHref } from "@/components/shell/nav";
import { useAddress } from "@/components/sync/address/use-address";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Button } from "@/components/ui/controls/button";
import { Count, Tokens } from "@/components/ui/display/figure";
import { PageHeader } from "@/components/ui/display/page-header";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import type { Budgets, CostGroup } from "@/lib/runs/money-shapes";
import { CostTable } from "./cost-table";
import { CostsToolbar } from "./costs-toolbar";
import { type CostsView, costsView } from "./costs-view";
import { DayChart } from "./day-chart";
import { type CostGroups, useCosts } from "./use-costs";

type CostsScreenProps = {
  /** As the server read it for the address that was asked for. */
  first: { view: CostsView; costs: CostGroups; budgets: Budgets };
};

const taskHref = ({ key }: CostGroup): string | null => key && `/tasks/${key}`;

/** What the work costs: by day, agent, project, model and task, and what is left of the budgets. */
export function CostsScreen({ first }: CostsScreenProps) {
  const [view, setView] = useAddress(costsView);
  const isFirst = JSON.stringify(view) === JSON.stringify(first.view);
  const reading = useCosts(view, isFirst ? first.costs : undefined);
  const costs = reading.data;
  const budgetsRead = useBudgets(first.budgets);
  const budgets = budgetsRead.data;
  const { total } = (costs ?? first.costs).day;
  const isNarrowed = view.agent !== null || view.project !== null;
  return (
    <>
      <PageHeader title="Costs" />
      <CostsToolbar view={view} onChange={(change) => void setView(change)} />
      <ReadingProblem reading={reading} what="The costs" />
      <ReadingProblem reading={budgetsRead} what="The budgets" part />
      {costs === undefined ? (
        reading.error ? null : (
          <SkeletonRows label="Loading the costs" />
        )
      ) : total.runs === 0 ? (
        <EmptyState
          icon={CircleDollarSign}
          title={isNarrowed ? "Nothing ran there" : `Nothing ran in the last ${view.days} days`}
          description="Every run counts here: what Baton dispatches, what agents claim, and verdicts. Agents that poll report tokens with their result, or with a heartbeat."
        >
          {isNarrowed ? (
            <Button onClick={() => void setView({ agent: null, project: null })}>
              Clear filters
            </Button>
          ) : null}
        </EmptyState>
      ) : (
        <>
          <dl className="grid grid-cols-2 gap-x-6 gap-y-3 border-b px-4 py-4 sm:flex sm:gap-x-12">
            <Figure label={`Last ${view.days} days`}>
              <Amount cost={total} />
            </Figure>
            <Figure label="Runs">
              <Count value={total.runs} />
            </Figure>
            <Figure label="Tokens in">
              <Tokens count={total.tokens_in} />
            </Figure>
            <Figure label="Tokens out">
              <Tokens count={total.tokens_out} />
            </Figure>
          </dl>
          <DayChart costs={costs.day} days={view.days} />
          {budgets && !isNarrowed ? <BudgetSection budgets={budgets} /> : null}
          <div className="grid border-t pb-8 xl:grid-cols-2 xl:gap-x-4">
            <CostTable
              title="Agents"
              of="Agent"
              none="Of no agent"
              costs={costs.agent}
              hrefOf={({ key }) => key && agentHref(key)}
            />
            <CostTable
              title="Tasks"
              of="Task"
              none="Of no task"
              costs={costs.task}
              hrefOf={taskHref}
              refOf={({ key }) => key}
            />
            <CostTable
              title="Models"
              of="Model"
              none="Not said"
              costs={costs.model}
              hrefOf={() => null}
            />
            <CostTable
              title="Projects"
              of="Project"
              none="Of no project"
              costs={costs.project}
              hrefOf={({ key }) => key && `/costs?project=${key}`}
            />
          </div>
        </>
      )}
    </>
  );
}

function BudgetSection({ budgets }: { budgets: Budgets }) {
  const hasAny =
    budgets.agents.length + budgets.projects.length > 0 || budgets.day?.daily_usd != null;
  if (!hasAny) return null;
  return (
    <section aria-label="Budgets" className="border-t">
      <h2 className="px-4 pt-4 font-semibold text-sm">Budgets</h2>
      <BudgetLines budgets={budgets} />
    </section>
  );
}

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-ink-3 text-xs">{label}</dt>
      <dd className="font-semibold text-lg tabular-nums">{children}</dd>
    </div>
  );
}
