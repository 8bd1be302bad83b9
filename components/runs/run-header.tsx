"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { agentHref } from "@/components/shell/nav";
import { CancelRun } from "@/components/tasks/runs/cancel-run";
import { lookOfRun, TRIGGER } from "@/components/tasks/runs/run-words";
import { cn } from "@/components/ui/cn";
import { Elapsed } from "@/components/ui/display/elapsed";
import { StatusBadge } from "@/components/ui/display/status-badge";
import type { RunWire } from "@/lib/runs/shapes";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";
import { TreeLink } from "./tree-link";

interface RunHeaderProps {
  run: RunWire;
  task: TaskWire | null;
  inTree: boolean;
}

/** Which run of which task this is, how it stands, and the way to stop it. */
export function RunHeader({ run, task, inTree }: RunHeaderProps) {
  const { icon: Icon, tone, word } = lookOfRun(run);
  return (
    <header className="z-10 flex min-h-14 shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b bg-panel px-4 py-2 max-md:px-3">
      <div className="min-w-0 flex-1 basis-60">
        <div className="flex min-w-0 items-center gap-1.5 text-sm">
          {task ? (
            <>
              <Link
                href={`/tasks/${task.ticket_ref}`}
                className="group/task flex min-w-0 items-baseline gap-2 rounded-sm"
              >
                <span className="shrink-0 font-mono text-ink-3 text-xs">{task.ticket_ref}</span>
                <span dir="auto" className="truncate text-ink-2 group-hover/task:underline">
                  {task.title}
                </span>
              </Link>
              <StatusBadge status={task.status} className="max-md:hidden" />
              <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-3" />
            </>
          ) : (
            <>
              <Link
                href={agentHref(run.agent)}
                className="truncate rounded-sm text-ink-2 hover:underline"
              >
                {run.agent}
              </Link>
              <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-3" />
            </>
          )}
          <h1 className="shrink-0 font-semibold text-base tabular-nums">Run #{run.id}</h1>
        </div>
        <p className="flex min-w-0 flex-wrap items-center gap-x-1.5 text-ink-3 text-xs">
          <Icon aria-hidden className={cn("size-3.5 shrink-0", tone)} />
          <span className="inline-block font-medium text-ink-2 first-letter:uppercase">{word}</span>
          <span aria-hidden>·</span>
          <span>{attemptOf(run)}</span>
          <span aria-hidden>·</span>
          <Elapsed since={run.started_at} until={run.finished_at} />
        </p>
      </div>
      <TreeLink run={run.id} inTree={inTree} />
      <CancelRun run={run} />
    </header>
  );
}

/** What made it, and which attempt of how many it is. */
function attemptOf({ trigger, attempt }: RunWire): string {
  if (trigger === "direct" || trigger === "review") return TRIGGER[trigger];
  return `${TRIGGER[trigger]}, attempt ${attempt} of ${Math.max(attempt, ATTEMPT_LIMITS.dispatchAttempts)}`;
}
