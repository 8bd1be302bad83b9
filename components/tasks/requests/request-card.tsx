"use client";

import Link from "next/link";
import { READ_ONLY, useViewer } from "@/components/sync/viewer";
import { followPermalink } from "@/components/tasks/talk/permalink";
import { cn } from "@/components/ui/cn";
import { Markdown } from "@/components/ui/display/markdown";
import type { RequestWire } from "@/lib/requests/shapes";
import { AnswerForm } from "./answer-form";
import { GateRun } from "./gate-run";
import { LastLines } from "./last-lines";
import { RequestEnd } from "./request-end";
import { Deadline, RequestIcon, WhoAsks } from "./request-head";
import { waitsFor } from "./request-words";

interface RequestCardProps {
  request: RequestWire;
  /** The level of the question as a heading. */
  level: 2 | 3 | 4;
  /** Names the task, where it is not the screen's. */
  withTask?: boolean;
  /** Whether keys answer it, so that they are shown: one card of a screen. */
  hasKeys?: boolean;
  /** False beside the log of the run, whose last lines would stand there twice. */
  hasLog?: boolean;
  className?: string;
}

/** A request of an agent with all that is needed to answer it: the question, the answers, and what the run said before. */
export function RequestCard({
  request,
  level,
  withTask = false,
  hasKeys = false,
  hasLog = true,
  className,
}: RequestCardProps) {
  const { canWrite } = useViewer();
  const { id, title, body, run_id, ticket_ref, task_title, state } = request;
  const Heading = `h${level}` as const;
  const isOpen = state === "open";
  return (
    <article
      id={`request-${id}`}
      ref={followPermalink}
      tabIndex={-1}
      aria-labelledby={`request-${id}-title`}
      className={cn("flex min-w-0 flex-col gap-3 outline-none", className)}
    >
      <header className="flex flex-col gap-1">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-xs">
          <span className="flex min-w-0 items-center gap-1.5">
            <RequestIcon request={request} />
            <WhoAsks request={request} />
          </span>
          {withTask && ticket_ref !== null ? (
            <Link
              href={`/tasks/${ticket_ref}`}
              prefetch={false}
              className="group/task flex min-w-0 items-center gap-1.5 rounded-sm"
            >
              <span className="shrink-0 font-mono">{ticket_ref}</span>
              <span dir="auto" className="truncate group-hover/task:underline">
                {task_title}
              </span>
            </Link>
          ) : null}
          <Deadline request={request} />
        </div>
        <Heading
          id={`request-${id}-title`}
          dir="auto"
          className="wrap-anywhere text-balance font-semibold text-base leading-6"
        >
          {title}
        </Heading>
      </header>
      {run_id === null && request.task_id !== null ? <GateRun task={request.task_id} /> : null}
      {body ? <Markdown className="text-sm leading-6">{body}</Markdown> : null}
      <ToolCall request={request} />
      {isOpen ? (
        request.mine && canWrite ? (
          <AnswerForm request={request} hasKeys={hasKeys} />
        ) : (
          <p className="text-ink-3 text-sm">{canWrite ? `${waitsFor(request)}.` : READ_ONLY}</p>
        )
      ) : (
        <RequestEnd request={request} />
      )}
      {isOpen && hasLog && run_id !== null ? <LastLines run={run_id} /> : null}
    </article>
  );
}

/** What the agent wants to do: the tool and all that it would be called with. Nothing is cut off, because a person answers for it. */
function ToolCall({ request }: { request: RequestWire }) {
  const { tool, arguments: values } = request;
  if (tool === null) return null;
  const entries = Object.entries(values ?? {});
  return (
    <section
      aria-label={`What ${tool} would be called with`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-80 overflow-y-auto rounded-md border bg-sunken px-3 py-2 font-mono text-xs leading-5 focus-visible:-outline-offset-2"
    >
      <p className="wrap-anywhere font-medium">{tool}</p>
      {entries.length === 0 ? null : (
        <dl className="mt-1 flex flex-col gap-1">
          {entries.map(([name, value]) => (
            <div key={name} className="flex flex-wrap gap-x-2">
              <dt className="text-ink-3">{name}</dt>
              <dd dir="ltr" className="wrap-anywhere min-w-40 flex-1 whitespace-pre-wrap">
                {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
