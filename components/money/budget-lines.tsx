"use client";

import Link from "next/link";
import { useFormat } from "@/components/format/format-provider";
import { ProgressBar } from "@/components/ui/feedback/progress-bar";
import type { Budgets, BudgetWire } from "@/lib/runs/money-shapes";

interface Line {
  key: string;
  name: string;
  href: string;
  /** `in all`, `today`. */
  span: string;
  limit: number;
  spent: number;
  /** Held for runs that are under way. */
  reserved: number;
}

/** Every budget with how much of it is gone; nothing where none is set. */
export function BudgetLines({ budgets }: { budgets: Budgets }) {
  const format = useFormat();
  const lines = linesOf(budgets);
  if (lines.length === 0) return null;
  return (
    <ul
      aria-label="Budgets"
      className="grid gap-x-8 gap-y-3 px-4 py-3 sm:grid-cols-2 xl:grid-cols-3"
    >
      {lines.map((line) => (
        <li key={line.key} className="min-w-0">
          <div className="flex items-baseline justify-between gap-3 text-sm">
            <Link
              prefetch={false}
              href={line.href}
              className="min-w-0 truncate rounded-sm hover:underline"
            >
              {line.name} <span className="text-ink-3 text-xs">{line.span}</span>
            </Link>
            <span className="shrink-0 tabular-nums">
              {format.cost(line.spent)}{" "}
              <span className="text-ink-3">of {format.cost(line.limit)}</span>
            </span>
          </div>
          <ProgressBar
            label={`${line.name} ${line.span}: ${format.cost(line.spent)} of ${format.cost(line.limit)} spent`}
            value={line.spent}
            max={line.limit}
            tone={toneOf(line)}
            className="mt-1.5"
          />
          {line.reserved > 0 ? (
            <p className="mt-1 text-ink-3 text-xs tabular-nums">
              {format.cost(line.reserved)} held for work under way
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function toneOf({ spent, reserved, limit }: Line): "accent" | "warning" | "danger" {
  if (spent >= limit) return "danger";
  return spent + reserved >= limit * 0.8 ? "warning" : "accent";
}

function linesOf({ day, agents, projects }: Budgets): Line[] {
  const whole =
    day === null || day.daily_usd === null
      ? []
      : [
          {
            key: "day",
            name: "Everything",
            href: "/settings?tab=costs",
            span: "today",
            limit: day.daily_usd,
            spent: day.spent_today_usd,
            reserved: day.reserved_usd,
          },
        ];
  return [
    ...whole,
    ...projects.flatMap((project) => linesFor(project, "p", `/costs?project=${project.key}`)),
    ...agents.flatMap((agent) => linesFor(agent, "a", `/agents/${encodeURIComponent(agent.key)}`)),
  ];
}

function linesFor(budget: BudgetWire, kind: string, href: string): Line[] {
  const { name, reserved_usd: reserved } = budget;
  const line = (span: string, limit: number | null, spent: number) =>
    limit === null
      ? []
      : [{ key: `${kind}:${budget.key}:${span}`, name, href, span, limit, spent, reserved }];
  return [
    ...line("today", budget.daily_budget_usd, budget.spent_today_usd),
    ...line("in all", budget.budget_usd, budget.spent_usd),
  ];
}
