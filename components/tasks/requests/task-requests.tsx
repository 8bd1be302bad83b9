"use client";

import { ReadingProblem } from "@/components/sync/reading-problem";
import { Section } from "@/components/tasks/page/section";
import { followPermalink, pointedClass } from "@/components/tasks/talk/permalink";
import type { TaskWire } from "@/lib/tasks/shapes";
import { RequestCard } from "./request-card";
import { RequestCommands } from "./request-commands";
import { RequestEnd } from "./request-end";
import { RequestIcon, WhoAsks } from "./request-head";
import { useTaskRequests } from "./use-requests";

interface TaskRequestsProps {
  task: TaskWire;
  /** The level of a question as a heading. */
  level: 2 | 3;
}

/** What the task's agent waits for, above everything else of the task. */
export function OpenTaskRequests({ task, level }: TaskRequestsProps) {
  const reading = useTaskRequests(task.id);
  // The one that waits longest comes first: it is the one that keys answer.
  const open = (reading.data ?? []).filter(({ state }) => state === "open").toReversed();
  const [first] = open;
  return (
    <>
      {!task.request_id ? null : <ReadingProblem reading={reading} what="The question" part />}
      {open.map((request) => (
        <RequestCard
          key={request.id}
          request={request}
          level={level}
          hasKeys={request === first}
          className="rounded-lg border border-accent-ink/30 bg-accent-ink/3 p-4"
        />
      ))}
      {first ? <RequestCommands request={first} isOpen /> : null}
    </>
  );
}

/** What was asked about the task and is closed, newest first: who answered what. */
export function ClosedTaskRequests({ task }: { task: TaskWire }) {
  const reading = useTaskRequests(task.id);
  const closed = (reading.data ?? []).filter(({ state }) => state !== "open");
  if (closed.length === 0) return null;
  return (
    <Section title="Requests" meta={closed.length}>
      <ol className="flex flex-col gap-4">
        {closed.map((request) => (
          <li
            key={request.id}
            id={`request-${request.id}`}
            ref={followPermalink}
            className={pointedClass}
          >
            <article className="flex flex-col gap-1.5 text-sm">
              <p className="flex items-center gap-1.5 text-ink-3 text-xs">
                <RequestIcon request={request} />
                <WhoAsks request={request} />
              </p>
              <p dir="auto" className="wrap-anywhere font-medium">
                {request.title}
              </p>
              <RequestEnd request={request} />
            </article>
          </li>
        ))}
      </ol>
    </Section>
  );
}
