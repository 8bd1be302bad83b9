"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import type { ReactNode } from "react";
import { ResultText } from "@/components/diff/result-text";
import { CodeBlock } from "@/components/ui/display/code-block";
import { Count } from "@/components/ui/display/figure";
import { KeyValue, KeyValueList } from "@/components/ui/display/key-value";
import { RelativeTime } from "@/components/ui/display/relative-time";
import type { RunWire } from "@/lib/runs/shapes";
import { workerName } from "@/lib/runs/worker-name";
import { CancelRun } from "./cancel-run";
import { PRICED_BY } from "./run-words";

// A log is more code than the rest of a task's runs, and only an open run has one here.
const LiveOutput = dynamic(() => import("./live-output").then((room) => room.LiveOutput), {
  loading: () => <p className="text-ink-3 text-sm">Reading…</p>,
});

/** The input, output and usage of a run. An unknown figure is shown as a dash, never as zero. */
export function RunDetails({ run }: { run: RunWire }) {
  const isOpen = run.outcome === null;
  return (
    <div className="flex flex-col gap-3 border-t bg-sunken px-3 py-3">
      {isOpen ? (
        <>
          <Part title="Output so far">
            <LiveOutput runId={run.id} />
          </Part>
          <CancelRun run={run} />
        </>
      ) : null}
      <KeyValueList>
        <KeyValue label="Runtime">
          {run.runtime}
          {run.model ? ` · ${run.model}` : ""}
          {run.tier ? <span className="text-ink-3">· tier {run.tier}</span> : null}
        </KeyValue>
        {run.tier_reason ? <KeyValue label="Why this tier">{run.tier_reason}</KeyValue> : null}
        <KeyValue label="Started">
          <RelativeTime time={run.started_at} />
          <span className="text-ink-3">by {run.trigger}</span>
        </KeyValue>
        {isOpen && run.heartbeat_at ? (
          <KeyValue label="Last heard of">
            <RelativeTime time={run.heartbeat_at} />
          </KeyValue>
        ) : null}
        {run.worker ? <KeyValue label="Worker">{workerName(run.worker)}</KeyValue> : null}
        <KeyValue label="Tokens">
          <span className="tabular-nums">
            <Known count={run.tokens_in} /> in · <Known count={run.tokens_out} /> out
          </span>
        </KeyValue>
        <KeyValue label="Cost">
          <span className="tabular-nums">
            {run.cost_usd === null ? "—" : `$${run.cost_usd.toFixed(4)}`}
          </span>
          <span className="text-ink-3">
            {run.cost_usd === null
              ? isOpen
                ? "known when it ends"
                : "unknown"
              : PRICED_BY[run.cost_source]}
          </span>
        </KeyValue>
        <KeyValue label="Run">
          <Link
            href={`/runs/${run.id}`}
            prefetch={false}
            className="font-mono text-xs underline underline-offset-2"
          >
            #{run.id}
          </Link>
        </KeyValue>
      </KeyValueList>
      {run.error ? (
        <Part title={run.error_class ? `Error · ${run.error_class}` : "Error"}>
          <CodeBlock code={run.error} className="border-danger/40" />
        </Part>
      ) : null}
      {run.prompt ? <Prompt text={run.prompt} isFolded={isOpen} /> : null}
      {run.output && !isOpen ? (
        <Part title="Output">
          <div className="rounded-md border bg-panel px-3 py-2">
            <ResultText className="text-sm" text={run.output} />
          </div>
        </Part>
      ) : null}
    </div>
  );
}

/** The agent's prompt; collapsed while the output is of more interest. */
function Prompt({ text, isFolded }: { text: string; isFolded: boolean }) {
  if (!isFolded) {
    return (
      <Part title="Prompt">
        <CodeBlock code={text} />
      </Part>
    );
  }
  return (
    <details>
      <summary className="mb-1 w-fit cursor-default rounded-sm text-ink-3 text-xs hover:text-ink">
        Prompt
      </summary>
      <CodeBlock code={text} />
    </details>
  );
}

function Known({ count }: { count: number | null }) {
  return count === null ? "—" : <Count value={count} />;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="mb-1 text-ink-3 text-xs">{title}</p>
      {children}
    </div>
  );
}
