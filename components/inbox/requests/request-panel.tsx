"use client";

import { Maximize2, X } from "lucide-react";
import Link from "next/link";
import { agentHref } from "@/components/shell/nav";
import { ApiError } from "@/components/sync/api";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { TaskSkeleton } from "@/components/tasks/page/task-skeleton";
import { RequestCard } from "@/components/tasks/requests/request-card";
import { useRequest } from "@/components/tasks/requests/use-requests";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { IconButton } from "@/components/ui/controls/icon-button";
import { ErrorState } from "@/components/ui/feedback/error-state";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import type { RequestWire } from "@/lib/requests/shapes";

interface RequestPanelProps {
  id: number;
  /** As the list has it, where it does. */
  known: RequestWire | undefined;
  onClose: () => void;
}

/** One request beside the list, in whatever state it is. */
export function RequestPanel({ id, known, onClose }: RequestPanelProps) {
  const reading = useRequest(id, known);
  const { data: request, error } = reading;
  return (
    <section
      aria-label={request ? `Request of ${request.agent}` : "Request"}
      className="flex h-full min-h-0 min-w-0 flex-col"
    >
      <div className="flex min-h-12 shrink-0 items-center gap-1 border-b px-4">
        {request ? <About request={request} /> : null}
        <div className="ml-auto flex shrink-0 items-center gap-1">
          {request?.ticket_ref ? (
            <Tooltip content="Open the task" side="bottom">
              <Link
                href={`/tasks/${request.ticket_ref}`}
                aria-label={`Open the page of ${request.ticket_ref}`}
                className={buttonVariants({ variant: "ghost", size: "icon" })}
              >
                <Maximize2 aria-hidden className="size-4" />
              </Link>
            </Tooltip>
          ) : null}
          <IconButton label="Close the request" keys="escape" onClick={onClose}>
            <X className="size-4" />
          </IconButton>
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {error instanceof ApiError && error.status === 404 ? (
          <ErrorState
            title="There is no such request"
            message="It was deleted with its run, or the link is wrong."
            fix="Choose another one from the list."
          />
        ) : (
          <ReadingProblem reading={reading} what="The request" />
        )}
        {request ? (
          <RequestCard
            request={request}
            level={2}
            hasKeys
            className="mx-auto max-w-3xl p-5 pb-16 max-sm:px-4"
          />
        ) : error ? null : (
          <TaskSkeleton />
        )}
      </div>
    </section>
  );
}

/** For which task, or of which agent where the run has none. */
function About({ request: { ticket_ref, task_title, agent } }: { request: RequestWire }) {
  if (ticket_ref === null)
    return (
      <Link href={agentHref(agent)} className="truncate rounded-sm text-sm hover:underline">
        {agent}
      </Link>
    );
  return (
    <Link
      href={`/tasks/${ticket_ref}`}
      className="group/about flex min-w-0 items-baseline gap-2 rounded-sm text-sm"
    >
      <span className="shrink-0 font-mono text-ink-3 text-xs">{ticket_ref}</span>
      <span dir="auto" className="truncate group-hover/about:underline">
        {task_title}
      </span>
    </Link>
  );
}
