"use client";

import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { ended } from "@/components/format/sentence";
import { useTaskRuns } from "@/components/sync/data/use-task-parts";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Callout } from "@/components/ui/feedback/callout";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { StageActions } from "@/components/workflows/runs/stage/stage-actions";
import type { WorkflowRunWire, WorkflowStageWire } from "@/lib/workflows/shapes";
import { failuresOf, heldUpInWords } from "./failures";

const RunLogTab = dynamic(
  () => import("@/components/tasks/runs/one/run-log-tab").then((room) => room.RunLogTab),
  { loading: () => <Skeleton className="m-4 h-24" /> },
);

interface FailurePanelProps {
  run: WorkflowRunWire;
  onSelect: (stage: string) => void;
}

/** What went wrong in a run that failed or does not go on: which stage, why, what it said, what it holds up, and the ways out. */
export function FailurePanel({ run, onSelect }: FailurePanelProps) {
  const failures = useMemo(() => failuresOf(run), [run]);
  if (failures === null) return null;
  const [first, ...others] = failures;
  if (!first)
    return (
      <Callout shape="bar" tone="danger" quiet>
        <span className="wrap-anywhere">{ended(run.error ?? "The run failed")}</span>
      </Callout>
    );
  return (
    <section aria-label="What went wrong" className="shrink-0 border-b">
      <Failure run={run} stage={first} onSelect={onSelect} />
      {others.length > 0 ? (
        <p className="flex flex-wrap items-center gap-x-2 bg-danger/10 px-4 pb-2 text-ink-2 text-xs">
          Also failed:
          {others.map(({ name }) => (
            <button
              key={name}
              type="button"
              onClick={() => onSelect(name)}
              className="rounded-sm font-medium text-ink underline-offset-2 hover:underline"
            >
              {name}
            </button>
          ))}
        </p>
      ) : null}
    </section>
  );
}

interface FailureProps {
  run: WorkflowRunWire;
  stage: WorkflowStageWire;
  onSelect: (stage: string) => void;
}

function Failure({ run, stage, onSelect }: FailureProps) {
  const why = stage.error ?? stage.reason ?? run.error ?? "It does not say why";
  const held = heldUpInWords(run.stages, stage.name);
  return (
    <>
      <Callout shape="bar" tone="danger" quiet className="border-b-0">
        <p className="font-medium">
          <button
            type="button"
            className="rounded-sm underline-offset-2 hover:underline"
            onClick={() => onSelect(stage.name)}
          >
            {stage.name}
          </button>{" "}
          failed{stage.attempts > 1 ? ` after ${stage.attempts} attempts` : ""}
        </p>
        <p dir="auto" className="wrap-anywhere line-clamp-3 text-ink-2">
          {ended(why)}
        </p>
        {held ? <p className="mt-0.5 text-ink-2 text-xs">{held}</p> : null}
        <StageActions run={run} stage={stage} isPrimary />
      </Callout>
      {stage.task_id === null ? null : <Log task={stage.task_id} />}
    </>
  );
}

/** What the last attempt said, at its failure. */
function Log({ task }: { task: number }) {
  const [isOpen, setOpen] = useState(false);
  const runs = useTaskRuns(task).data?.runs ?? [];
  const last = runs.find(({ trigger }) => trigger !== "review");
  if (!last) return null;
  return (
    <>
      <div className="bg-danger/10 px-3 pb-1.5">
        <Button size="sm" variant="ghost" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <ChevronDown aria-hidden className={cn("size-3.5", !isOpen && "-rotate-90")} />
          The log where it failed
        </Button>
      </div>
      {isOpen ? (
        <div className="flex h-56 flex-col border-t">
          <RunLogTab run={last} onSearchReady={() => undefined} />
        </div>
      ) : null}
    </>
  );
}
