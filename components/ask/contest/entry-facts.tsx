"use client";

import { CircleCheck, CircleDashed, CircleX, GitCommitHorizontal } from "lucide-react";
import Link from "next/link";
import { formatDuration } from "@/components/format/times";
import { lastLinesOf } from "@/components/tasks/runs/log/run-log";
import { useRunLog } from "@/components/tasks/runs/log/use-run-log";
import { cn } from "@/components/ui/cn";
import { Elapsed } from "@/components/ui/display/elapsed";
import { Cost, Count, Tokens } from "@/components/ui/display/figure";
import type { StandingWire } from "@/lib/runs/evidence/schema";
import type { Entry } from "./use-contest";

/** What an entry took so far: time, tokens and money, over all of its runs. */
export function EntryCost({ entry }: { entry: Entry }) {
  const { run, seconds, tokens_in, tokens_out, cost_usd, cost_unknown } = entry;
  const tokens = (tokens_in ?? 0) + (tokens_out ?? 0);
  if (run === null) return <p className="text-ink-3 text-xs">Not begun yet.</p>;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-ink-2 text-xs tabular-nums">
      {run.outcome === null ? (
        <Elapsed since={run.started_at} />
      ) : (
        <span>{formatDuration((seconds ?? 0) * 1_000)}</span>
      )}
      <span title={cost_unknown > 0 ? "Not all of its runs say what they cost" : undefined}>
        {cost_usd === null ? (
          "cost unknown"
        ) : (
          <>
            <Cost usd={cost_usd} />
            {cost_unknown > 0 ? " or more" : ""}
          </>
        )}
      </span>
      {tokens > 0 ? (
        <span>
          <Tokens count={tokens} /> tokens
        </span>
      ) : null}
      <Link
        href={`/runs/${run.id}`}
        prefetch={false}
        className="font-mono text-ink-3 underline-offset-2 hover:underline"
      >
        #{run.id}
      </Link>
    </p>
  );
}

const SIGNS = {
  passed: { icon: CircleCheck, tone: "text-success", word: "passed" },
  skipped: { icon: CircleCheck, tone: "text-ink-3", word: "does not concern it" },
  failed: { icon: CircleX, tone: "text-danger", word: "failed" },
  timed_out: { icon: CircleX, tone: "text-danger", word: "took too long" },
  not_run: { icon: CircleDashed, tone: "text-warning", word: "was not run" },
  missing: { icon: CircleDashed, tone: "text-ink-3", word: "has no result yet" },
} as const satisfies Record<StandingWire["state"], object>;

/** The checks, each with a sign as its result comes in. */
export function EntryChecks({ entry: { evidence } }: { entry: Entry }) {
  if (evidence.checks.length === 0)
    return <p className="text-ink-3 text-xs">No checks asked for</p>;
  return (
    <ul aria-label="Checks" className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
      {evidence.checks.map(({ name, state }) => {
        const { icon: Icon, tone, word } = SIGNS[state];
        return (
          <li key={name} className="flex min-w-0 items-center gap-1">
            <Icon aria-hidden className={cn("size-3.5 shrink-0", tone)} />
            <span className="truncate">{name}</span>
            <span className="sr-only">{word}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** How much it changed, and in which commit. */
export function EntryStat({ entry: { change } }: { entry: Entry }) {
  if (change === null) return <p className="text-ink-3 text-xs">No change handed in</p>;
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5 text-xs tabular-nums">
      <span>
        <Count value={change.files} /> {change.files === 1 ? "file" : "files"}
      </span>
      <span className="font-mono">
        <span className="text-success">+{change.added}</span>{" "}
        <span className="text-danger">−{change.removed}</span>
        <span className="sr-only"> lines added and removed</span>
      </span>
      <span className="flex items-center gap-1 font-mono text-ink-3">
        <GitCommitHorizontal aria-hidden className="size-3.5" />
        {change.commit.slice(0, 8)}
      </span>
    </p>
  );
}

/** The last line of what its run says. */
export function EntryNow({ run }: { run: number }) {
  const { data: log } = useRunLog(run);
  const [line] = log ? lastLinesOf(log, 1) : [];
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-ink-2 text-xs">
      <span aria-hidden className="size-1.5 shrink-0 animate-breathe rounded-full bg-accent" />
      <span dir="ltr" className="min-w-0 truncate font-mono">
        {line || "Nothing said yet"}
      </span>
    </p>
  );
}
