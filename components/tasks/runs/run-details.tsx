"use client";

import type { ReactNode } from "react";
import { ResultText } from "@/components/diff/result-text";
import { CodeBlock } from "@/components/ui/display/code-block";
import { Count } from "@/components/ui/display/figure";
import { KeyValue, KeyValueList } from "@/components/ui/display/key-value";
import { RelativeTime } from "@/components/ui/display/relative-time";
import type { RunWire } from "@/lib/runs/shapes";
import { workerName } from "@/lib/runs/worker-name";
import { CancelRun } from "./cancel-run";
import { LiveOutput } from "./live-output";

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
              : SOURCES[run.cost_source]}
          </span>
        </KeyValue>
        <KeyValue label="Run">
          <a
            href={`#run-${run.id}`}
            className="font-mono text-xs underline-offset-2 hover:underline"
          >
            #{run.id}
          </a>
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

const SOURCES = {
  reported: "as its runtime reports",
  priced: "by the price table",
  unknown: "unknown",
} as const;

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
