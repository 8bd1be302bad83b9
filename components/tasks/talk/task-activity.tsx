"use client";

import { useTaskActivity } from "@/components/sync/data/use-task-parts";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Section } from "@/components/tasks/page/section";
import { Button } from "@/components/ui/controls/button";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import type { TaskWire } from "@/lib/tasks/shapes";
import { activityInWords } from "./activity-words";
import { followPermalink } from "./permalink";

interface TaskActivityProps {
  task: TaskWire;
  /** How many events to show at first. */
  pageSize?: number;
}

/** Every event of a task, newest first. */
export function TaskActivity({ task, pageSize }: TaskActivityProps) {
  const query = useTaskActivity(task.id, pageSize);
  const events = query.data?.pages.flatMap((page) => page.activities) ?? [];
  return (
    <Section title="Activity">
      {query.isPending ? <Skeleton className="h-16 w-full" /> : null}
      <ReadingProblem reading={query} what="The activity" part />
      <ol className="flex flex-col">
        {events.map((event) => (
          <li
            key={event.id}
            id={`event-${event.id}`}
            ref={followPermalink}
            className="relative flex min-h-7 items-baseline gap-2 border-l pl-4 text-sm data-pointed:bg-selected before:absolute before:top-2 before:-left-[3.5px] before:size-1.5 before:rounded-full before:bg-line-control"
          >
            <span className="min-w-0 break-words text-ink-2">
              <span className="font-medium text-ink">{event.actor.name}</span>{" "}
              {activityInWords(event)}
            </span>
            <a
              href={`/tasks/${task.ticket_ref}#event-${event.id}`}
              className="ml-auto shrink-0 text-ink-3 text-xs hover:underline"
            >
              <RelativeTime time={event.timestamp} />
            </a>
          </li>
        ))}
      </ol>
      {query.hasNextPage ? (
        <Button
          size="sm"
          variant="ghost"
          className="mt-1"
          pending={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show earlier
        </Button>
      ) : null}
    </Section>
  );
}
