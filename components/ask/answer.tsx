"use client";

import Link from "next/link";
import { ResultText } from "@/components/diff/result-text";
import { CancelRun } from "@/components/tasks/runs/cancel-run";
import { lineAt, lineCount, type RunLog } from "@/components/tasks/runs/log/run-log";
import { useRunLog } from "@/components/tasks/runs/log/use-run-log";
import { lookOfRun } from "@/components/tasks/runs/run-words";
import { cn } from "@/components/ui/cn";
import { Elapsed } from "@/components/ui/display/elapsed";
import { Cost } from "@/components/ui/display/figure";
import type { RunWire } from "@/lib/runs/shapes";
import { ownWords } from "./word-difference";

interface AnswerProps {
  run: RunWire;
  /** Another answer: what only this one says is marked. */
  beside?: string | null;
}

/** The answer of a turn: as it comes, then whole; or why there is none. */
export function Answer({ run, beside = null }: AnswerProps) {
  if (run.outcome === null) return run.state === "queued" ? <Queued /> : <Streamed run={run} />;
  if (run.outcome !== "succeeded" || !run.output) {
    return (
      <p
        className={cn(
          "wrap-anywhere whitespace-pre-wrap text-sm first-letter:uppercase",
          run.outcome === "cancelled" ? "text-ink-2" : "text-danger",
        )}
      >
        {run.error ?? `It ${lookOfRun(run).word}.`}
      </p>
    );
  }
  if (beside === null) return <ResultText className="text-sm leading-6" text={run.output} />;
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap text-sm leading-6">
      {ownWords(run.output, beside).map(({ text, isOwn }, at) =>
        isOwn ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is known by its place alone
          <ins key={at} className="rounded-xs bg-success/15 text-ink no-underline">
            {text}
          </ins>
        ) : (
          text
        ),
      )}
    </p>
  );
}

function Queued() {
  return <p className="text-ink-3 text-sm">It waits for its turn.</p>;
}

function Streamed({ run }: { run: RunWire }) {
  const { data: log } = useRunLog(run.id);
  const text = log ? saidIn(log) : "";
  return (
    <p
      dir="auto"
      className={cn("wrap-anywhere whitespace-pre-wrap text-sm leading-6", !text && "text-ink-3")}
    >
      {text || "It thinks…"}
    </p>
  );
}

/** What the agent itself has said so far, without what its program logs. */
function saidIn(log: RunLog): string {
  const lines: string[] = [];
  for (let at = 0; at < lineCount(log); at++) {
    const line = lineAt(log, at);
    if (line?.kind === "text") lines.push(line.text);
  }
  return lines.join("\n");
}

/** How an answer came about: state, time, cost, and the way to its run. */
export function AnswerFacts({ run }: { run: RunWire }) {
  const { icon: Icon, tone, word } = lookOfRun(run);
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-3 text-xs">
      <Icon aria-hidden className={cn("size-3.5", tone)} />
      <span className="inline-block first-letter:uppercase">{word}</span>
      <Elapsed since={run.started_at} until={run.finished_at} />
      {run.cost_usd === null ? null : (
        <span className="tabular-nums">
          <Cost usd={run.cost_usd} />
        </span>
      )}
      {run.model ? <span>{run.model}</span> : null}
      <Link
        href={`/runs/${run.id}`}
        prefetch={false}
        className="font-mono underline-offset-2 hover:underline"
      >
        #{run.id}
      </Link>
      <CancelRun run={run} />
    </div>
  );
}
