"use client";

import { GitCommitHorizontal } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { DiffView } from "@/components/diff/diff-view";
import { parsePatch } from "@/components/diff/patch";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { CopyButton } from "@/components/ui/controls/copy-button";
import { Badge } from "@/components/ui/display/badge";
import { Callout } from "@/components/ui/feedback/callout";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import type { ChangeWire } from "@/lib/runs/evidence/schema";
import type { RunWire } from "@/lib/runs/shapes";
import type { useRunEvidence } from "./use-run";

interface RunChangesProps {
  run: RunWire;
  reading: ReturnType<typeof useRunEvidence>;
  /** Whose it is, where the changes of several stand side by side. */
  of?: string;
}

/** The commit that a run handed in, with its files and its difference. */
export function RunChanges({ run, reading, of }: RunChangesProps) {
  if (reading.isPending) return <Skeleton className="m-4 h-40" />;
  const change = reading.data?.change;
  return (
    <>
      <ReadingProblem reading={reading} what="The changes" />
      {change ? (
        <Change run={run} change={change} of={of} />
      ) : reading.data ? (
        <EmptyState
          icon={GitCommitHorizontal}
          title={run.outcome === null ? "Nothing handed in yet" : "It changed no files"}
          description="A worker with worktrees hands in a commit with every run: its files and the difference stand here."
        />
      ) : null}
    </>
  );
}

function Change({ run, change, of }: { run: RunWire; change: ChangeWire; of?: string }) {
  const { branch, commit, files, diff, truncated } = change;
  const patch = useMemo(() => (diff ? parsePatch(diff) : null), [diff]);
  return (
    <div className="flex flex-col gap-3 p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        {branch ? <code className="wrap-anywhere font-mono text-xs">{branch}</code> : null}
        <span className="flex items-center gap-1">
          <code className="font-mono text-xs">{commit.slice(0, 10)}</code>
          <CopyButton value={commit} label="Copy the commit" />
        </span>
        {run.task_ref ? (
          <Link
            href={`/reviews?task=${run.task_ref}`}
            prefetch={false}
            className="ml-auto rounded-sm text-accent-ink underline-offset-2 hover:underline"
          >
            Review this work
          </Link>
        ) : null}
      </div>
      {truncated ? (
        <Callout>
          {diff
            ? "The difference was too long to be kept whole. The commit has all of it."
            : "The difference is not kept any more. The commit has it."}
        </Callout>
      ) : null}
      {patch ? <DiffView patch={patch} of={of} /> : <Files files={files} />}
    </div>
  );
}

function Files({ files }: Pick<ChangeWire, "files">) {
  return (
    <ul aria-label="Changed files" className="divide-y divide-line rounded-lg border">
      {files.map(({ path, status, added, removed }) => (
        <li key={path} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-sm">
          <code dir="ltr" className="wrap-anywhere min-w-0 flex-1 font-mono text-xs">
            {path}
          </code>
          <Badge>{status}</Badge>
          {added === null ? null : (
            <span className="font-mono text-xs tabular-nums">
              <span className="text-success">+{added}</span>{" "}
              <span className="text-danger">−{removed}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
