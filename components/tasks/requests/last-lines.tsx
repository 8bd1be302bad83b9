"use client";

import Link from "next/link";
import { lastLinesOf } from "@/components/tasks/runs/log/run-log";
import { useRunLog } from "@/components/tasks/runs/log/use-run-log";

const SHOWN = 12;

/** The last that the run said before it asked; nothing where it keeps its output to itself. */
export function LastLines({ run }: { run: number }) {
  const { data } = useRunLog(run);
  const lines = data ? lastLinesOf(data, SHOWN) : [];
  if (lines.length === 0) return null;
  return (
    <section aria-label="The last lines of the run" className="min-w-0">
      <p className="mb-1 flex items-baseline gap-2 text-ink-3 text-xs">
        Before it asked
        <Link
          href={`/runs/${run}`}
          prefetch={false}
          className="ml-auto rounded-sm underline-offset-2 hover:underline"
        >
          Run #{run}
        </Link>
      </p>
      <pre
        dir="ltr"
        className="wrap-anywhere whitespace-pre-wrap rounded-md border bg-sunken px-3 py-2 font-mono text-ink-2 text-xs leading-5"
      >
        {lines.join("\n")}
      </pre>
    </section>
  );
}
