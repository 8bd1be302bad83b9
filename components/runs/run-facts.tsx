"use client";

import Link from "next/link";
import { agentHref } from "@/components/shell/nav";
import type { RunDetail } from "@/components/tasks/runs/one/use-run";
import { PRICED_BY } from "@/components/tasks/runs/run-words";
import { CopyButton } from "@/components/ui/controls/copy-button";
import { Elapsed } from "@/components/ui/display/elapsed";
import { Cost, Count } from "@/components/ui/display/figure";
import { KeyValue, KeyValueList } from "@/components/ui/display/key-value";
import { RelativeTime } from "@/components/ui/display/relative-time";
import type { RunWire } from "@/lib/runs/shapes";
import { workerName } from "@/lib/runs/worker-name";
import { RunLimits } from "./run-limits";

/** The facts of a run: beside its log, or above it on a phone, folded. Figures that are not known are dashes, never zero. */
export function RunFacts(facts: RunDetail) {
  const { run } = facts;
  return (
    <>
      <aside
        aria-label="Facts"
        className="w-80 shrink-0 overflow-y-auto border-l px-5 py-4 max-lg:hidden"
      >
        <FactList {...facts} />
      </aside>
      <details className="-order-1 border-b px-4 py-2 max-md:px-3 lg:hidden">
        <summary className="text-ink-2 text-sm">
          {run.agent}
          {run.model ? ` · ${run.model}` : ""}
          {run.cost_usd === null ? null : (
            <>
              {" · "}
              <Cost usd={run.cost_usd} />
            </>
          )}
        </summary>
        <div className="pt-2 pb-1">
          <FactList {...facts} />
        </div>
      </details>
    </>
  );
}

function FactList({ run, limits }: RunDetail) {
  const isOpen = run.outcome === null;
  return (
    <KeyValueList>
      <KeyValue label="Agent">
        <Link href={agentHref(run.agent)} className="rounded-sm hover:underline">
          {run.agent}
        </Link>
      </KeyValue>
      <KeyValue label="Runtime">{RUNTIME_LABEL[run.runtime]}</KeyValue>
      <KeyValue label="Model">
        {run.model ?? <span className="text-ink-3">{isOpen ? "not known yet" : "—"}</span>}
        {run.tier ? <span className="text-ink-3">tier {run.tier}</span> : null}
      </KeyValue>
      {run.tier_reason ? <KeyValue label="Why this tier">{run.tier_reason}</KeyValue> : null}
      {run.worker ? (
        <KeyValue label="Worker">
          <Link
            href={`/workers?open=${run.worker.id}`}
            prefetch={false}
            className="wrap-anywhere rounded-sm hover:underline"
          >
            {workerName(run.worker)}
          </Link>
          {run.worker.version ? <span className="text-ink-3">{run.worker.version}</span> : null}
        </KeyValue>
      ) : null}
      <KeyValue label="Started">
        <RelativeTime time={run.started_at} />
      </KeyValue>
      {run.finished_at === null ? (
        run.heartbeat_at === null ? null : (
          <KeyValue label="Last heard of">
            <RelativeTime time={run.heartbeat_at} />
          </KeyValue>
        )
      ) : (
        <KeyValue label="Ended">
          <RelativeTime time={run.finished_at} />
        </KeyValue>
      )}
      <KeyValue label={isOpen ? "So far" : "Took"}>
        <Elapsed since={run.started_at} until={run.finished_at} />
      </KeyValue>
      <KeyValue label="Tokens">
        <span className="tabular-nums">
          <Known count={run.tokens_in} /> in · <Known count={run.tokens_out} /> out
        </span>
      </KeyValue>
      <KeyValue label="Cost">
        <span className="tabular-nums">
          {run.cost_usd === null ? "—" : <Cost usd={run.cost_usd} />}
        </span>
        <span className="text-ink-3">
          {run.cost_usd === null
            ? isOpen
              ? "not known yet"
              : "unknown"
            : PRICED_BY[run.cost_source]}
        </span>
      </KeyValue>
      <RunLimits limits={limits} />
      <KeyValue label="Run">
        <span className="font-mono text-xs">#{run.id}</span>
        <CopyButton value={String(run.id)} label="Copy the run's number" />
      </KeyValue>
    </KeyValueList>
  );
}

const RUNTIME_LABEL: Record<RunWire["runtime"], string> = {
  pull: "Polls the queue",
  anthropic: "Anthropic",
  openai: "OpenAI",
  openclaw: "OpenClaw",
  worker: "Worker",
};

function Known({ count }: { count: number | null }) {
  return count === null ? "—" : <Count value={count} />;
}
