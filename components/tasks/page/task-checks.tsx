"use client";

import { ChevronRight, CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { formatDuration } from "@/components/format/times";
import { useTaskChecks } from "@/components/sync/data/use-task-parts";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Badge } from "@/components/ui/display/badge";
import type { StandingWire } from "@/lib/runs/evidence/schema";
import type { TaskWire } from "@/lib/tasks/shapes";
import { Section } from "./section";

/** The checks of a task's work and how they ended on the commit that is handed in; nothing for a task without any. */
export function TaskChecks({ task }: { task: TaskWire }) {
  const reading = useTaskChecks(task.id);
  const { data, error } = reading;
  const evidence = data?.evidence;
  if (!error && (evidence?.checks.length ?? 0) === 0) return null;
  return (
    <Section
      title="Checks"
      meta={evidence?.commit ? `on ${evidence.commit.slice(0, 10)}` : undefined}
    >
      <ReadingProblem reading={reading} what="The checks" part />
      <CheckList checks={evidence?.checks ?? []} />
    </Section>
  );
}

/** Checks and how they ended; the output of those that are red is open. */
export function CheckList({ checks }: { checks: readonly StandingWire[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {checks.map((check) => (
        <li key={check.name}>
          <CheckItem check={check} />
        </li>
      ))}
    </ul>
  );
}

function CheckItem({ check }: { check: StandingWire }) {
  const { name, command, state, output, duration_ms, reported_by } = check;
  const isRed = state === "failed" || state === "timed_out";
  const Icon = isRed ? CircleX : TONES[state] === "success" ? CircleCheck : CircleDashed;
  const title = (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 align-middle">
      <Badge tone={TONES[state]}>
        <Icon aria-hidden /> {WORDS[state]}
        {state === "failed" && check.exit_code !== null ? ` (${check.exit_code})` : ""}
      </Badge>
      <span className="font-medium">{name}</span>
      <code className="wrap-anywhere text-ink-3 text-xs">{command}</code>
      {duration_ms ? (
        <span className="text-ink-3 text-xs tabular-nums">{formatDuration(duration_ms)}</span>
      ) : null}
      {reported_by ? <span className="text-ink-3 text-xs">reported by {reported_by}</span> : null}
    </span>
  );
  if (output.trim() === "") return <div className="py-0.5 pl-4.5 text-sm">{title}</div>;
  return (
    <details className="group py-0.5 text-sm" open={isRed}>
      <summary className="flex cursor-pointer list-none items-start gap-1 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="mt-1 size-3.5 shrink-0 text-ink-3 transition-transform group-open:rotate-90"
        />
        {title}
      </summary>
      <pre
        className="mt-1 max-h-80 overflow-auto whitespace-pre-wrap rounded-md bg-hover p-3 text-xs"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {output}
      </pre>
    </details>
  );
}

const WORDS: Record<StandingWire["state"], string> = {
  passed: "Passed",
  failed: "Failed",
  timed_out: "Took too long",
  not_run: "Not run",
  skipped: "Not concerned",
  missing: "No result",
};

const TONES = {
  passed: "success",
  failed: "danger",
  timed_out: "danger",
  not_run: "warning",
  skipped: "neutral",
  missing: "warning",
} as const satisfies Record<StandingWire["state"], string>;
