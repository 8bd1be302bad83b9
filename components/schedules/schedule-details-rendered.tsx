"use client";

import Link from "next/link";
import { textOfCommand } from "@/components/forms/command-text";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Badge, type BadgeProps } from "@/components/ui/display/badge";
import { Detail, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import { STATUS } from "@/components/ui/display/status";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { Dialog, DialogBody, DialogContent, focusContent } from "@/components/ui/overlays/dialog";
import type { ScheduleRunWire, ScheduleWire } from "@/lib/schedules/shapes";
import { HealthBadge } from "./health-badge";
import { OUTCOME, OVERLAPS, TRIGGER } from "./schedule-words";
import { useScheduleRuns } from "./use-schedules";
import { ZonedTime } from "./zoned-time";

type ScheduleDetailsProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  schedule: ScheduleWire;
};

/** What `ScheduleDetails` fetches: the times to come of a schedule, and what came of those before. */
export function ScheduleDetailsRendered({ open, onOpenChange, schedule }: ScheduleDetailsProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={schedule.name}
        description={`${schedule.words} · ${schedule.timezone}`}
        className="sm:max-w-2xl"
        onOpenAutoFocus={focusContent}
      >
        <DialogBody
          tabIndex={0}
          role="group"
          aria-label="Times and history"
          className="flex flex-col gap-5"
        >
          <div className="flex flex-wrap items-center gap-2 text-ink-2 text-sm">
            <HealthBadge schedule={schedule} />
            {schedule.health.message}
          </div>
          <Counts schedule={schedule} />
          <Command template={schedule.task_template} />
          <section aria-label="Next due times">
            <h3 className="font-medium text-sm">Next</h3>
            <NextTimes schedule={schedule} />
          </section>
          <section aria-label="History">
            <h3 className="font-medium text-sm">History</h3>
            <History schedule={schedule} />
          </section>
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}

function Counts({ schedule }: { schedule: ScheduleWire }) {
  const { counts, cron, overlap, task_template: template } = schedule;
  const workflow = startedBy(template);
  return (
    <p className="text-ink-3 text-xs tabular-nums">
      {cron === null ? null : <code className="font-mono">{cron}</code>}
      {cron === null ? null : " · "}
      {workflow === null ? null : `starts ${workflow} · `}
      {counts.created} created · {counts.skipped} skipped · {counts.missed} missed · {counts.failed}{" "}
      failed · while {workflow === null ? "a task is open" : "a run goes on"}:{" "}
      {OVERLAPS.find(({ value }) => value === overlap)?.label.toLowerCase()}
    </p>
  );
}

/** What a worker runs for its tasks, in place of an agent's work. */
function Command({ template }: { template: Record<string, unknown> }) {
  const text = textOfCommand(template.command);
  if (text === "") return null;
  return (
    <section aria-label="Command">
      <h3 className="font-medium text-sm">Runs</h3>
      <pre className="wrap-anywhere mt-1 max-h-40 overflow-auto whitespace-pre-wrap rounded-md border bg-sunken px-3 py-2 font-mono text-xs">
        {text}
      </pre>
    </section>
  );
}

/** The workflow that a template starts; null for a task. */
function startedBy({ workflow }: Record<string, unknown>): string | null {
  const { name } = (workflow ?? {}) as { name?: unknown };
  return typeof name === "string" ? name : null;
}

function NextTimes({ schedule: { next, timezone } }: { schedule: ScheduleWire }) {
  if (next.length === 0) return <p className="mt-1 text-ink-3 text-sm">None.</p>;
  return (
    <ol className="mt-1 flex flex-col gap-0.5 text-ink-2 text-sm">
      {next.map((at) => (
        <li key={at}>
          <ZonedTime seconds={at} zone={timezone} />
        </li>
      ))}
    </ol>
  );
}

const TONES: Record<ScheduleRunWire["outcome"], BadgeProps["tone"]> = {
  created: "success",
  queued: "accent",
  skipped: "neutral",
  missed: "warning",
  failed: "danger",
};

function History({ schedule }: { schedule: ScheduleWire }) {
  const runs = useScheduleRuns(schedule.id);
  if (runs.data === undefined) {
    return (
      <>
        <ReadingProblem reading={runs} what="The history" />
        <Skeleton className="mt-2 h-14" />
      </>
    );
  }
  if (runs.data.length === 0) {
    return <p className="mt-1 text-ink-3 text-sm">No due time has come yet.</p>;
  }
  return (
    <div className="-mx-4 mt-2 border-t">
      <SettingList label="What came of the due times">
        {runs.data.map((run) => (
          <SettingRow
            key={run.id}
            title={<ZonedTime seconds={run.due_at} zone={schedule.timezone} />}
            details={<RunDetails run={run} />}
          >
            <Badge tone={TONES[run.outcome]}>{OUTCOME[run.outcome]}</Badge>
          </SettingRow>
        ))}
      </SettingList>
    </div>
  );
}

function RunDetails({ run }: { run: ScheduleRunWire }) {
  const { count, reason, task_status, ticket_ref, trigger, workflow_run_id: workflowRun } = run;
  return (
    <>
      {workflowRun === null ? null : (
        <Detail>
          <Link
            prefetch={false}
            href={`/workflow-runs/${workflowRun}`}
            className="tabular-nums hover:underline"
          >
            Run #{workflowRun}
          </Link>
        </Detail>
      )}
      {ticket_ref === null ? null : (
        <Detail>
          <Link
            prefetch={false}
            href={`/tasks/${ticket_ref}`}
            className="font-mono hover:underline"
          >
            {ticket_ref}
          </Link>
          {task_status === null ? "" : ` ${STATUS[task_status].label.toLowerCase()}`}
        </Detail>
      )}
      {count > 1 ? <Detail>{count} due times</Detail> : null}
      {trigger === "due" ? null : <Detail>{TRIGGER[trigger]}</Detail>}
      {reason === null ? null : <Detail>{reason}</Detail>}
    </>
  );
}
