"use client";

import { History } from "lucide-react";
import Link from "next/link";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { lookOfRun, TRIGGER } from "@/components/tasks/runs/run-words";
import { Badge } from "@/components/ui/display/badge";
import { Elapsed } from "@/components/ui/display/elapsed";
import { Cost, Tokens } from "@/components/ui/display/figure";
import { RelativeTime } from "@/components/ui/display/relative-time";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/display/table";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { Explained } from "@/components/ui/overlays/explained";
import type { AgentWire } from "@/lib/agents/shapes";
import type { RunWire } from "@/lib/runs/shapes";
import { workerName } from "@/lib/runs/worker-name";
import { useAgentRuns } from "./use-agent";
import { More } from "./work-tab";

/** Every attempt, newest first: how it ended, how long it took, what it used. */
export function AgentRuns({ agent, initial }: { agent: AgentWire; initial: RunWire[] }) {
  const query = useAgentRuns(agent, initial);
  const runs = query.data.pages.flatMap((page) => page.runs);
  if (runs.length === 0) {
    return (
      <EmptyState
        icon={History}
        title="No runs yet"
        description="Each attempt at a task stands here, with its outcome, its time, its tokens and its cost."
      />
    );
  }
  return (
    <>
      <ReadingProblem reading={query} what="The runs" />
      <ul aria-label={`Runs of ${agent.name}`} className="divide-y divide-line border-b md:hidden">
        {runs.map((run) => (
          <RunCard key={run.id} run={run} />
        ))}
      </ul>
      <div className="max-md:hidden">
        <Table label={`Runs of ${agent.name}`}>
          <TableHead>
            <tr>
              <TableHeader>Task</TableHeader>
              <TableHeader>Outcome</TableHeader>
              <TableHeader>Started</TableHeader>
              <TableHeader numeric>Took</TableHeader>
              <TableHeader>Model</TableHeader>
              <TableHeader numeric>Tokens</TableHeader>
              <TableHeader numeric>Cost</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {runs.map((run) => (
              <RunLine key={run.id} run={run} />
            ))}
          </TableBody>
        </Table>
      </div>
      <More query={query} />
    </>
  );
}

function RunLine({ run }: { run: RunWire }) {
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap">
        <RunTask run={run} />
      </TableCell>
      <TableCell className="max-w-80">
        <span className="flex min-w-0 items-center gap-2">
          <OutcomeBadge run={run} />
          {run.error ? (
            <Explained
              content={
                <span className="wrap-anywhere block max-h-60 overflow-y-auto whitespace-pre-wrap">
                  {run.error}
                </span>
              }
              className="min-h-6 truncate text-ink-3 text-xs underline decoration-dotted underline-offset-2"
            >
              {run.error}
            </Explained>
          ) : null}
        </span>
      </TableCell>
      <TableCell className="text-ink-2">
        <RelativeTime time={run.started_at} />
        {run.worker ? (
          <span className="block text-ink-3 text-xs">on {workerName(run.worker)}</span>
        ) : null}
      </TableCell>
      <TableCell numeric>
        <Elapsed since={run.started_at} until={run.finished_at} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-ink-2 text-xs">{run.model ?? "–"}</TableCell>
      <TableCell numeric className="whitespace-nowrap text-ink-2">
        <RunTokens run={run} />
      </TableCell>
      <TableCell numeric>{run.cost_usd === null ? "–" : <Cost usd={run.cost_usd} />}</TableCell>
    </TableRow>
  );
}

/** The same on a phone. */
function RunCard({ run }: { run: RunWire }) {
  return (
    <li className="flex flex-col gap-1.5 px-4 py-3">
      <span className="flex items-center gap-2">
        <RunTask run={run} />
        <span className="ml-auto">
          <OutcomeBadge run={run} />
        </span>
      </span>
      {run.error ? <span className="break-words text-ink-2 text-xs">{run.error}</span> : null}
      <span className="flex flex-wrap gap-x-3 text-ink-3 text-xs tabular-nums">
        <RelativeTime time={run.started_at} />
        <span>
          {run.outcome === null ? "for" : "took"}{" "}
          <Elapsed since={run.started_at} until={run.finished_at} />
        </span>
        {run.worker ? <span>on {workerName(run.worker)}</span> : null}
        {hasTokens(run) ? (
          <span>
            <RunTokens run={run} /> tokens
          </span>
        ) : null}
        {run.cost_usd === null ? null : (
          <span>
            <Cost usd={run.cost_usd} />
          </span>
        )}
      </span>
    </li>
  );
}

function RunTask({ run }: { run: RunWire }) {
  return (
    <span>
      {run.task_ref ? (
        <Link
          prefetch={false}
          href={`/tasks/${run.task_ref}`}
          className="font-mono text-xs hover:underline"
        >
          {run.task_ref}
        </Link>
      ) : (
        <span className="text-ink-3">No task</span>
      )}
      <Link
        prefetch={false}
        href={`/runs/${run.id}`}
        className="ml-2 text-ink-3 text-xs underline-offset-2 hover:underline"
      >
        <span className="font-mono">#{run.id}</span> {TRIGGER[run.trigger].toLowerCase()}
        {run.attempt > 1 ? `, attempt ${run.attempt}` : null}
      </Link>
    </span>
  );
}

function hasTokens(run: RunWire): boolean {
  return run.tokens_in !== null || run.tokens_out !== null;
}

function RunTokens({ run }: { run: RunWire }) {
  if (!hasTokens(run)) return "–";
  return (
    <>
      <Tokens count={run.tokens_in ?? 0} /> / <Tokens count={run.tokens_out ?? 0} />
    </>
  );
}

function OutcomeBadge({ run }: { run: RunWire }) {
  const { icon: Icon, badge, word } = lookOfRun(run);
  return (
    <Badge tone={badge}>
      {run.outcome === null ? <Icon aria-hidden /> : null}
      <span className="inline-block first-letter:uppercase">{word}</span>
    </Badge>
  );
}
