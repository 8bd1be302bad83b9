"use client";

import Link from "next/link";
import { ResultText } from "@/components/diff/result-text";
import { CheckList } from "@/components/tasks/page/task-checks";
import { LiveOutput } from "@/components/tasks/runs/live-output";
import { RunChanges } from "@/components/tasks/runs/one/run-changes";
import { useRunEvidence } from "@/components/tasks/runs/one/use-run";
import type { RunWire } from "@/lib/runs/shapes";
import { isAtWork } from "./contest-words";
import type { Entry } from "./use-contest";

export const PARTS = ["result", "change", "checks", "log"] as const;
export type Part = (typeof PARTS)[number];

/** One side of an entry: the same side of every entry is shown beside it. */
export function EntryPart({ entry, part }: { entry: Entry; part: Part }) {
  const { task, run, evidence } = entry;
  switch (part) {
    case "result":
      return <Result entry={entry} />;
    case "change":
      return run ? <Change run={run} /> : <Nothing>It has not begun.</Nothing>;
    case "checks":
      return evidence.checks.length > 0 ? (
        <div className="p-3">
          <CheckList checks={evidence.checks} />
        </div>
      ) : (
        <Nothing>
          No checks are asked of it. They are set in{" "}
          <Link href={`/tasks/${task.ticket_ref}`} prefetch={false} className="underline">
            {task.ticket_ref}
          </Link>
          .
        </Nothing>
      );
    case "log":
      return run ? (
        <div className="p-3">
          <LiveOutput runId={run.id} />
        </div>
      ) : (
        <Nothing>It has not begun.</Nothing>
      );
  }
}

function Result({ entry }: { entry: Entry }) {
  const { task, run } = entry;
  if (task.resolution && !isAtWork(entry))
    return (
      <div className="p-3">
        <ResultText className="text-sm leading-6" text={task.resolution} />
      </div>
    );
  if (run?.outcome === null)
    return (
      <div className="p-3">
        <LiveOutput runId={run.id} />
      </div>
    );
  const why = task.error_message ?? run?.error;
  if (why)
    return <p className="wrap-anywhere whitespace-pre-wrap p-3 text-danger text-sm">{why}</p>;
  return <Nothing>{run ? "Nothing was handed in." : "It has not begun."}</Nothing>;
}

function Change({ run }: { run: RunWire }) {
  return <RunChanges run={run} reading={useRunEvidence(run.id)} />;
}

function Nothing({ children }: { children: React.ReactNode }) {
  return <p className="p-3 text-ink-3 text-sm">{children}</p>;
}
