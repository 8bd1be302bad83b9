"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { agentHref } from "@/components/shell/nav";
import { Elapsed } from "@/components/ui/display/elapsed";
import { Cost, Tokens } from "@/components/ui/display/figure";
import type { WorkflowItemWire, WorkflowStageWire } from "@/lib/workflows/shapes";

type Shown = Pick<
  WorkflowStageWire,
  "agent" | "attempts" | "started_at" | "finished_at" | "cost_usd" | "task_ref" | "status"
> &
  Partial<Pick<WorkflowStageWire, "max_attempts">>;

/** Who has a stage or an item, which attempt it is, how long it takes and what it cost, in one line. */
export function StageFacts({
  of,
  tokens,
}: {
  of: Shown | WorkflowItemWire;
  tokens: number | null;
}) {
  const { agent, attempts, started_at, finished_at, cost_usd, task_ref } = of;
  const most = "max_attempts" in of ? (of.max_attempts ?? 1) : 1;
  const facts: [string, ReactNode][] = [];
  if (agent)
    facts.push([
      "agent",
      <Link
        key="agent"
        href={agentHref(agent)}
        prefetch={false}
        className="wrap-anywhere inline-flex min-h-6 items-center rounded-sm hover:underline"
      >
        {agent}
      </Link>,
    ]);
  if (attempts > 0) facts.push(["attempt", `Attempt ${attempts} of ${Math.max(attempts, most)}`]);
  if (started_at !== null && of.status !== "skipped")
    facts.push(["time", <Elapsed key="time" since={started_at} until={finished_at} />]);
  if (cost_usd > 0) facts.push(["cost", <Cost key="cost" usd={cost_usd} />]);
  if (tokens) facts.push(["tokens", <TokensInWords key="tokens" count={tokens} />]);
  if (task_ref)
    facts.push([
      "task",
      <Link
        key="task"
        href={`/tasks/${task_ref}`}
        prefetch={false}
        className="inline-flex min-h-6 items-center rounded-sm font-mono hover:underline"
      >
        {task_ref}
      </Link>,
    ]);
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 gap-y-0.5 text-ink-2 text-xs tabular-nums">
      {facts.map(([name, fact], index) => (
        <span key={name} className="flex items-center gap-1.5">
          {index > 0 ? (
            <span aria-hidden className="text-ink-3">
              ·
            </span>
          ) : null}
          {fact}
        </span>
      ))}
    </p>
  );
}

function TokensInWords({ count }: { count: number }) {
  return (
    <span>
      <Tokens count={count} /> tokens
    </span>
  );
}
