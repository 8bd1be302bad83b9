"use client";

import Link from "next/link";
import { BudgetLines } from "@/components/money/budget-lines";
import { useBudgets } from "@/components/money/use-budgets";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { Intro } from "@/components/ui/display/setting-list";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { DailyBudgetForm } from "./daily-budget-form";
import { PriceTable } from "./price-table";
import { usePrices } from "./use-prices";

/** Budgets, and the prices of models whose cost no runtime reports. */
export function CostsTab() {
  const canEdit = useViewer().role === "admin";
  const budgetsRead = useBudgets();
  const pricesRead = usePrices();
  const [budgets, table] = [budgetsRead.data, pricesRead.data];
  return (
    <>
      <Intro>
        A budget is checked before Baton calls an agent: work it has no room for stays with its
        agent and says why. Agents have budgets in their settings, projects in theirs. What was
        spent is under{" "}
        <Link href="/costs" className="text-accent-ink underline underline-offset-2">
          Costs
        </Link>
        .
      </Intro>
      <ReadingProblem reading={budgetsRead} what="The budgets" />
      <ReadingProblem reading={pricesRead} what="The prices" />
      {budgets && table ? (
        <>
          <Section
            title="Budgets"
            about="All agents and projects together, on a day in UTC. Days begin at 00:00."
          >
            <DailyBudgetForm daily={budgets.day?.daily_usd ?? null} canEdit={canEdit} />
          </Section>
          <div className="border-b empty:hidden">
            <BudgetLines budgets={budgets} />
          </div>
          <Section
            title="Prices"
            about="US dollars for a million tokens, for runs whose cost is not reported. A * at the end stands for any rest of the name; the longest name that fits counts. A model that is not here has an unknown cost."
          >
            <PriceTable table={table} canEdit={canEdit} />
          </Section>
        </>
      ) : budgetsRead.error || pricesRead.error ? null : (
        <SkeletonRows />
      )}
    </>
  );
}

type SectionProps = { title: string; about: string; children: React.ReactNode };

function Section({ title, about, children }: SectionProps) {
  return (
    <section
      aria-label={title}
      className="grid max-w-5xl gap-x-10 gap-y-3 px-4 py-5 lg:grid-cols-[minmax(14rem,18rem)_minmax(0,1fr)]"
    >
      <div>
        <h2 className="font-semibold text-sm">{title}</h2>
        <p className="pt-1 text-pretty text-ink-2 text-sm">{about}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
