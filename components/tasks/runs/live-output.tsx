"use client";

import Link from "next/link";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { LogView } from "./log/log-view";
import { lineCount } from "./log/run-log";
import { useRunLog } from "./log/use-run-log";

/** What a run says while it runs, on the page of its task. The run's own page has more of it. */
export function LiveOutput({ runId }: { runId: number }) {
  const reading = useRunLog(runId);
  const { data: log, error } = reading;
  const base = `/runs/${runId}`;
  return (
    <div className="flex flex-col gap-2">
      {log && lineCount(log) > 0 ? (
        <LogView
          log={log}
          label="Output so far"
          base={base}
          className="h-80 overflow-hidden rounded-md border bg-panel"
        />
      ) : (
        <p className="rounded-md border bg-panel px-3 py-2 text-ink-3 text-sm">
          {log || error ? "Nothing yet." : "Reading…"}
        </p>
      )}
      <ReadingProblem reading={reading} what="The output" part />
      <Link
        href={base}
        prefetch={false}
        className="w-fit rounded-sm text-accent-ink text-xs underline-offset-2 hover:underline"
      >
        Open the run
      </Link>
    </div>
  );
}
