"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { ResultText } from "@/components/diff/result-text";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { isAtWork } from "./contest-words";
import type { Entry } from "./use-contest";

// Both read what a task's page reads too, so that it may be there before their code is: never drawn by the server.
const EntryChange = dynamic(() => import("./entry-change").then((room) => room.EntryChange), {
  ssr: false,
  loading: () => <SkeletonRows count={4} />,
});
const CheckList = dynamic(
  () => import("@/components/tasks/page/task-checks").then((room) => room.CheckList),
  { loading: () => <SkeletonRows count={2} /> },
);
const LiveOutput = dynamic(
  () => import("@/components/tasks/runs/live-output").then((room) => room.LiveOutput),
  { ssr: false, loading: () => <SkeletonRows count={4} /> },
);

export const PARTS = ["result", "change", "checks", "log"] as const;
export type Part = (typeof PARTS)[number];

/** One side of an entry: the same side of every entry is shown beside it. */
export function EntryPart({ entry, part }: { entry: Entry; part: Part }) {
  const { task, run, evidence } = entry;
  switch (part) {
    case "result":
      return <Result entry={entry} />;
    case "change":
      return run ? <EntryChange run={run} /> : <Nothing>It has not begun.</Nothing>;
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

function Nothing({ children }: { children: React.ReactNode }) {
  return <p className="p-3 text-ink-3 text-sm">{children}</p>;
}
