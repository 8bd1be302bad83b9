"use client";

import Link from "next/link";
import { useViewer } from "@/components/sync/viewer";
import { Elapsed } from "@/components/ui/display/elapsed";
import { Cost, Count, Tokens } from "@/components/ui/display/figure";
import { KeyValue, KeyValueList } from "@/components/ui/display/key-value";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { workflowHref, workflowRunHref } from "@/components/workflows/links";
import { JsonView } from "@/components/workflows/runs/stage/json-view";
import type { WorkflowRunWire } from "@/lib/workflows/shapes";
import { Estimate } from "./run-estimate";
import { starterInWords } from "./stage-words";

/** What a run was given, what it came to, and its figures. */
export function RunAbout({ run }: { run: WorkflowRunWire }) {
  const { inputs, outputs, progress, cost_usd, tokens } = run;
  const { canWrite } = useViewer();
  const hasInputs = Object.keys(inputs).length > 0;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto p-4">
      <h2 className="sr-only">About run {run.id}</h2>
      {outputs && Object.keys(outputs).length > 0 ? (
        <Part title="Outputs">
          <JsonView label="Outputs" value={outputs} />
        </Part>
      ) : null}
      <Part title="Inputs">
        {hasInputs ? (
          <JsonView label="Inputs" value={inputs} />
        ) : (
          <p className="text-ink-3 text-sm">It was given none.</p>
        )}
      </Part>
      <Part title="Facts">
        <KeyValueList>
          <KeyValue label="Workflow">
            <Link href={workflowHref(run.workflow)} className="rounded-sm hover:underline">
              {run.workflow}
            </Link>
            <Link
              href={workflowHref(run.workflow, run.version)}
              className="rounded-sm text-ink-2 hover:underline"
            >
              version {run.version}
            </Link>
          </KeyValue>
          <KeyValue label="Started">
            <span>
              <RelativeTime time={run.started_at} /> by {starterInWords(run)}
            </span>
          </KeyValue>
          {run.finished_at === null ? null : (
            <KeyValue label="Finished">
              <RelativeTime time={run.finished_at} />
            </KeyValue>
          )}
          <KeyValue label="Took">
            <Elapsed since={run.started_at} until={run.finished_at} />
          </KeyValue>
          <KeyValue label="Stages">
            <span className="tabular-nums">
              <Count value={progress.settled} /> of <Count value={progress.total} /> settled
              {progress.failed > 0 ? `, ${progress.failed} failed` : ""}
            </span>
          </KeyValue>
          <KeyValue label="Cost">
            <span className="tabular-nums">
              <Cost usd={cost_usd} />
            </span>
            {run.status === "running" && canWrite ? <Estimate run={run} /> : null}
          </KeyValue>
          <KeyValue label="Tokens">
            <Tokens count={tokens} />
          </KeyValue>
          {run.attempt > 1 ? <KeyValue label="Attempt">{run.attempt}</KeyValue> : null}
          <KeyValue label="Task">
            <Link
              href={`/tasks/${run.root_ref}`}
              className="rounded-sm font-mono text-xs hover:underline"
            >
              {run.root_ref}
            </Link>
          </KeyValue>
          {run.parent_run_id === null ? null : (
            <KeyValue label="Stage of">
              <Link
                href={workflowRunHref(run.parent_run_id)}
                className="rounded-sm hover:underline"
              >
                run #{run.parent_run_id}
                {run.parent_stage ? `, ${run.parent_stage}` : ""}
              </Link>
            </KeyValue>
          )}
          {run.copied_from === null ? null : (
            <KeyValue label="Copy of">
              <Link href={workflowRunHref(run.copied_from)} className="rounded-sm hover:underline">
                run #{run.copied_from}
              </Link>
            </KeyValue>
          )}
        </KeyValueList>
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h3 className="font-medium text-ink-2 text-xs">{title}</h3>
      {children}
    </section>
  );
}
