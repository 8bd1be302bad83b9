"use client";

import { ArrowLeft, X } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { useTask } from "@/components/sync/data/use-task";
import { useTaskRuns } from "@/components/sync/data/use-task-parts";
import { lookOfRun } from "@/components/tasks/runs/run-words";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/controls/tabs";
import { Callout } from "@/components/ui/feedback/callout";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { workflowRunHref } from "@/components/workflows/links";
import { type StageTab, TABS } from "@/components/workflows/runs/run-view";
import { STAGE_LOOK } from "@/components/workflows/runs/stage-look";
import { labelOfItem } from "@/components/workflows/runs/timeline/timeline-rows";
import { STAGE_KINDS } from "@/components/workflows/stage-kinds";
import type { RunWire } from "@/lib/runs/shapes";
import type { WorkflowItemWire, WorkflowRunWire, WorkflowStageWire } from "@/lib/workflows/shapes";
import { StageActions } from "./stage-actions";
import { ATTEMPT_TABS, type AttemptTab, StageAttempt } from "./stage-attempt";
import { StageFacts } from "./stage-facts";
import { StageInputs } from "./stage-inputs";
import { StageResult } from "./stage-result";

const StageAnswer = dynamic(() => import("./stage-answer").then((room) => room.StageAnswer), {
  loading: () => <Skeleton className="m-4 h-20" />,
});
const StageItems = dynamic(() => import("./stage-items").then((room) => room.StageItems), {
  loading: () => <Skeleton className="m-4 h-20" />,
});
const SteerBox = dynamic(
  () => import("@/components/tasks/runs/one/steer-box").then((room) => room.SteerBox),
  { loading: () => null },
);

interface StagePanelProps {
  run: WorkflowRunWire;
  stage: WorkflowStageWire;
  /** An item or iteration of the stage, in place of the stage itself. */
  item: WorkflowItemWire | null;
  tab: StageTab;
  onTab: (tab: StageTab) => void;
  onSelect: (stage: string | null, item?: number | null) => void;
}

/** All of one stage: what it was told and given, what came of it, each attempt, and what a person can do about it. */
export function StagePanel({ run, stage, item, tab, onTab, onSelect }: StagePanelProps) {
  const shown = item ?? stage;
  const look = STAGE_LOOK[shown.status];
  const kind = STAGE_KINDS[stage.kind];
  return (
    <section
      aria-label={`Stage ${stage.name}${item ? `, ${labelOfItem(item)}` : ""}`}
      className="flex min-h-0 min-w-0 flex-1 flex-col"
    >
      <header className="flex shrink-0 flex-col gap-1 border-b px-4 py-2.5">
        <div className="flex min-w-0 items-center gap-2">
          <IconButton
            label="Back to all stages"
            size="icon-sm"
            className="-ml-1.5 lg:hidden"
            onClick={() => onSelect(null)}
          >
            <ArrowLeft aria-hidden className="size-4" />
          </IconButton>
          <kind.icon aria-hidden className="size-4 shrink-0 text-ink-3" />
          <h2 className="min-w-0 truncate font-semibold text-base">
            {item ? (
              <>
                <button
                  type="button"
                  className="rounded-sm text-ink-2 hover:underline"
                  onClick={() => onSelect(stage.name)}
                >
                  {stage.name}
                </button>
                <span className="text-ink-3"> / </span>
                {labelOfItem(item)}
              </>
            ) : (
              stage.name
            )}
          </h2>
          <span className={cn("flex shrink-0 items-center gap-1 font-medium text-xs", look.text)}>
            <look.icon aria-hidden className="size-3.5" />
            {look.label}
          </span>
          <IconButton
            label="Close the stage"
            keys="escape"
            size="icon-sm"
            className="ml-auto max-lg:hidden"
            onClick={() => onSelect(null)}
          >
            <X aria-hidden className="size-4" />
          </IconButton>
        </div>
        <Numbers shown={shown} />
        {item === null ? <StageActions run={run} stage={stage} /> : null}
      </header>
      <Body run={run} stage={stage} item={item} tab={tab} onTab={onTab} onSelect={onSelect} />
    </section>
  );
}

/** The facts, with the tokens of all attempts. */
function Numbers({ shown }: { shown: WorkflowStageWire | WorkflowItemWire }) {
  return shown.task_id === null ? (
    <StageFacts of={shown} tokens={null} />
  ) : (
    <WithTokens shown={shown} task={shown.task_id} />
  );
}

function WithTokens({
  shown,
  task,
}: {
  shown: WorkflowStageWire | WorkflowItemWire;
  task: number;
}) {
  const runs = useTaskRuns(task).data?.runs ?? [];
  const tokens = runs.reduce(
    (sum, { tokens_in, tokens_out }) => sum + (tokens_in ?? 0) + (tokens_out ?? 0),
    0,
  );
  return <StageFacts of={shown} tokens={tokens} />;
}

function Body(props: StagePanelProps) {
  const { run, stage, item, tab, onTab, onSelect } = props;
  const shown = item ?? stage;
  const requestId = item === null ? stage.request_id : undefined;
  const explains = shown.reason ?? shown.error;
  const tone =
    shown.status === "failed" ? "danger" : shown.status === "blocked" ? "warning" : "plain";
  return (
    <>
      {explains && shown.status !== "done" ? (
        <Callout shape="bar" tone={tone} quiet className="max-h-32 shrink-0 overflow-y-auto">
          <span className="wrap-anywhere whitespace-pre-wrap">{explains}</span>
        </Callout>
      ) : null}
      {item === null && stage.run_id !== undefined ? (
        <p className="shrink-0 border-b px-4 py-2 text-sm">
          It is a run of its own:{" "}
          <Link
            href={workflowRunHref(stage.run_id)}
            className="rounded-sm text-accent-ink underline-offset-2 hover:underline"
          >
            run #{stage.run_id}
          </Link>
        </p>
      ) : null}
      {shown.task_id !== null && (requestId !== undefined || shown.status === "review") ? (
        <StageAnswer task={shown.task_id} request={requestId} status={shown.status} />
      ) : null}
      {item === null && stage.items ? (
        <StageItems run={run.id} stage={stage} onSelect={(index) => onSelect(stage.name, index)} />
      ) : null}
      {shown.task_id === null ? (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <StageResult of={shown} resolution={null} />
          <StageInputs run={run} stage={stage} item={item} onSelect={onSelect} />
        </div>
      ) : (
        <OfTask {...props} task={shown.task_id} tab={tab} onTab={onTab} />
      )}
    </>
  );
}

const LABEL: Record<StageTab, string> = {
  result: "Result",
  inputs: "Inputs",
  log: "Log",
  changes: "Changes",
  checks: "Checks",
  prompt: "Prompt",
};

/** The tabs of a stage that has a task. */
function OfTask({
  run,
  stage,
  item,
  tab,
  onTab,
  onSelect,
  task,
}: StagePanelProps & { task: number }) {
  const shown = item ?? stage;
  const reading = useTask(task);
  const all = useTaskRuns(task).data?.runs ?? [];
  const attempts = all.filter(({ trigger }) => trigger !== "review");
  const [chosen, choose] = useState<number | null>(null);
  const attempt = attempts.find(({ id }) => id === chosen) ?? attempts[0] ?? null;
  const isWork = stage.kind === "agent" || stage.kind === "command";
  const tabs = isWork && (item !== null || !stage.items) ? TABS : NO_ATTEMPTS;
  const current = tabs.includes(tab) ? tab : "result";
  const isAttempt = (ATTEMPT_TABS as readonly string[]).includes(current);
  return (
    <>
      <Tabs
        value={current}
        onValueChange={(next) => onTab(next as StageTab)}
        className="flex min-h-0 flex-1 flex-col"
      >
        <TabsList aria-label={`About ${stage.name}`} className="shrink-0">
          {tabs.map((each) => (
            <TabsTrigger key={each} value={each}>
              {LABEL[each]}
            </TabsTrigger>
          ))}
        </TabsList>
        {attempts.length > 1 && isAttempt ? (
          <div className="shrink-0 border-b px-4 py-1.5">
            <Attempts attempts={attempts} shown={attempt} onChoose={choose} />
          </div>
        ) : null}
        {tabs.map((each) => (
          <TabsContent key={each} value={each} className="min-h-0 flex-1 overflow-y-auto">
            {each === "result" ? (
              <StageResult of={shown} resolution={reading.data?.task.resolution} />
            ) : each === "inputs" ? (
              <StageInputs run={run} stage={stage} item={item} onSelect={onSelect} />
            ) : (
              <StageAttempt
                key={attempt?.id}
                tab={each as AttemptTab}
                run={attempt}
                description={reading.data?.task.description ?? null}
              />
            )}
          </TabsContent>
        ))}
      </Tabs>
      {attempt && attempt.outcome === null ? <SteerBox run={attempt} /> : null}
    </>
  );
}

const NO_ATTEMPTS: readonly StageTab[] = ["result", "inputs"];

interface AttemptsProps {
  attempts: readonly RunWire[];
  shown: RunWire | null;
  onChoose: (id: number) => void;
}

/** Which attempt the tabs are about, the first one first. */
function Attempts({ attempts, shown, onChoose }: AttemptsProps) {
  return (
    <Segmented
      label="Attempt"
      value={String(shown?.id ?? "")}
      onValueChange={(id) => onChoose(Number(id))}
    >
      {attempts.toReversed().map((run, index) => {
        const look = lookOfRun(run);
        return (
          <SegmentedItem key={run.id} value={String(run.id)}>
            <look.icon aria-hidden className={look.tone} />
            Attempt {index + 1}
            <span className="sr-only">, {look.word}</span>
          </SegmentedItem>
        );
      })}
    </Segmented>
  );
}
