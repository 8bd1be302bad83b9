import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { ResultText } from "@/components/diff/result-text";
import { cn } from "@/components/ui/cn";
import { Avatar } from "@/components/ui/display/avatar";
import { StatusIcon } from "@/components/ui/display/status-icon";
import type { ThreadTask } from "@/lib/tasks/shapes";

interface ThreadItemProps {
  task: ThreadTask;
  /** The task that the screen shows. */
  isItself: boolean;
}

/** One task of a thread: who did it, with its result collapsed. */
export function ThreadItem({ task, isItself }: ThreadItemProps) {
  return (
    <li
      aria-current={isItself ? "true" : undefined}
      className={cn(
        "relative pl-6",
        "before:absolute before:top-7 before:-bottom-1 before:left-[7px] before:w-px before:bg-line-strong last:before:hidden",
      )}
    >
      <span className="absolute top-2 left-0">
        <StatusIcon status={task.status} labelled />
      </span>
      <div
        className={cn(
          "flex min-h-8 items-center gap-2 pointer-coarse:min-h-11",
          isItself && "-mx-1.5 rounded-md bg-hover px-1.5",
        )}
      >
        {isItself ? (
          <span className="flex min-w-0 flex-1 items-baseline gap-2">
            <span className="shrink-0 font-mono text-ink-3 text-xs">{task.ticket_ref}</span>
            <span className="truncate font-medium text-sm">{task.title}</span>
          </span>
        ) : (
          <Link
            href={`/tasks/${task.ticket_ref}`}
            className="flex min-w-0 flex-1 items-baseline gap-2 rounded-sm hover:underline"
          >
            <span className="shrink-0 font-mono text-ink-3 text-xs">{task.ticket_ref}</span>
            <span className="truncate text-sm">{task.title}</span>
          </Link>
        )}
        {task.agent ? (
          <span className="flex max-w-28 shrink-0 items-center gap-1.5 text-ink-2 text-xs">
            <Avatar name={task.agent} size="xs" />
            <span className="truncate">{task.agent}</span>
          </span>
        ) : null}
      </div>
      {task.changed_after_approval && !isItself ? (
        <p className="mb-1.5 text-ink-3 text-xs">
          Its result was changed after approval, and is not handed on.
        </p>
      ) : null}
      {!isItself && task.resolution ? <Result task={task} /> : null}
    </li>
  );
}

function Result({ task }: { task: ThreadTask }) {
  const isCut = task.resolution_length > (task.resolution?.length ?? 0);
  return (
    <details className="group mb-1.5">
      <summary className="flex w-fit cursor-default list-none items-center gap-1 rounded-sm text-ink-3 text-xs hover:text-ink pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-3 transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        Result
        <span className="sr-only"> of {task.ticket_ref}</span>
      </summary>
      <div className="mt-1 rounded-md border bg-sunken px-3 py-2">
        <ResultText className="text-sm" text={task.resolution ?? ""} />
        {isCut ? (
          <Link
            href={`/tasks/${task.ticket_ref}`}
            className="mt-1 inline-block text-ink-3 text-xs underline underline-offset-2"
          >
            Read all of it on {task.ticket_ref}
          </Link>
        ) : null}
      </div>
    </details>
  );
}
