"use client";

import { HardDrive } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { ended, sentence } from "@/components/format/sentence";
import { agentHref } from "@/components/shell/nav";
import { useViewer } from "@/components/sync/viewer";
import { cn } from "@/components/ui/cn";
import { Elapsed } from "@/components/ui/display/elapsed";
import { RelativeTime, UpcomingTime } from "@/components/ui/display/relative-time";
import { Detail, Details } from "@/components/ui/display/setting-list";
import type { WorkerWire } from "@/lib/workers/shapes";
import { WorkerMenu } from "./worker-menu";
import { isAtWork, isOver, roomInWords, takesOrders, WORKER_LOOK } from "./worker-words";

const WorkerWhy = dynamic(
  () => import("@/components/tasks/why/why-lines").then((room) => room.WorkerWhy),
  { loading: () => <p className="text-ink-3 text-sm">Reading…</p> },
);

interface WorkerRowProps {
  worker: WorkerWire;
  /** False on the page of its agent. */
  withAgent?: boolean;
  /** The address points at it. */
  isPointed?: boolean;
}

/** One worker: where it runs, how it stands, what it does since when, and the orders that it hears. */
export function WorkerRow({ worker, withAgent = true, isPointed = false }: WorkerRowProps) {
  const { canWrite } = useViewer();
  const [asked, setAsked] = useState(false);
  const { agent, host, pid, program, version, state, holds, work_type, concurrency } = worker;
  const { icon: Icon, tone, word } = WORKER_LOOK[state];
  return (
    <li
      id={`worker-${worker.id}`}
      aria-current={isPointed ? "true" : undefined}
      className={cn(
        "flex min-h-14 items-start gap-x-3 px-4 py-2.5 max-md:px-3",
        isPointed && "bg-selected",
      )}
    >
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", tone)} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2 gap-y-0.5 text-sm">
          {withAgent ? (
            <Link
              href={agentHref(agent)}
              prefetch={false}
              className="wrap-anywhere rounded-sm font-medium hover:underline"
            >
              {agent}
            </Link>
          ) : null}
          <span className={cn("wrap-anywhere", withAgent ? "text-ink-2" : "font-medium")}>
            {withAgent ? "on " : ""}
            {host}
          </span>
          <span className={cn("text-xs", isOver(worker) ? "text-ink-3" : "text-ink-2")}>
            {word}
          </span>
          {state === "working" || isOver(worker) ? null : (
            <button
              type="button"
              aria-expanded={asked}
              onClick={() => setAsked(!asked)}
              className="rounded-sm text-accent-ink text-xs underline-offset-2 hover:underline"
            >
              Why?
              <span className="sr-only">
                {" "}
                {agent} on {host}
              </span>
            </button>
          )}
        </p>
        <Order worker={worker} />
        {worker.condition && !isOver(worker) ? (
          <p className="text-pretty text-sm text-warning">{ended(sentence(worker.condition))}</p>
        ) : null}
        {asked ? <WorkerWhy id={worker.id} /> : null}
        {holds.length > 0 ? (
          <ul aria-label="What it works on" className="flex flex-col gap-0.5">
            {holds.map((held) => (
              <li key={held.run_id} className="flex min-w-0 items-baseline gap-2 text-sm">
                <Link
                  href={`/runs/${held.run_id}`}
                  prefetch={false}
                  className="group/held flex min-w-0 items-baseline gap-2 rounded-sm"
                >
                  <span className="shrink-0 font-mono text-ink-3 text-xs">
                    {held.ticket_ref ?? `#${held.run_id}`}
                  </span>
                  <span dir="auto" className="truncate group-hover/held:underline">
                    {held.title ?? "A turn without a task"}
                  </span>
                </Link>
                <span className="shrink-0 text-ink-3 text-xs">
                  {isAtWork(held) ? "for " : "waits for a person, begun "}
                  <Elapsed since={held.since} />
                  {isAtWork(held) ? null : " ago"}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
        <Details>
          <Detail>
            {program ?? "Polls by itself"}
            {version ? ` ${version}` : ""}
          </Detail>
          {work_type ? <Detail>Pool: {work_type}</Detail> : null}
          {concurrency !== null && concurrency > 1 ? (
            <Detail>
              {holds.filter(isAtWork).length} of {concurrency} at once
            </Detail>
          ) : null}
          {worker.free_disk_bytes === null ? null : (
            <Detail>
              <HardDrive aria-hidden className="mr-1 inline size-3 align-[-0.125em]" />
              {roomInWords(worker.free_disk_bytes)} free
            </Detail>
          )}
          {pid === null ? null : <Detail>Process {pid}</Detail>}
          <Detail>
            {worker.stopped_at === null ? (
              <>
                Last heard of <RelativeTime time={worker.last_seen_at} />
              </>
            ) : (
              <>
                Ended <RelativeTime time={worker.stopped_at} />
              </>
            )}
          </Detail>
        </Details>
      </div>
      {canWrite && takesOrders(worker) ? <WorkerMenu worker={worker} /> : null}
    </li>
  );
}

/** What was ordered, by whom, until when and why. */
function Order({ worker }: { worker: WorkerWire }) {
  const { wanted, wanted_by, wanted_at, wanted_until, wanted_note } = worker;
  if (wanted === "run" || worker.stopped_at !== null) return null;
  return (
    <p className="text-pretty text-ink-2 text-sm">
      {ORDERED[wanted]} by {wanted_by ?? "somebody"}
      {wanted_at === null ? null : (
        <>
          {" "}
          <RelativeTime time={wanted_at} />
        </>
      )}
      {wanted_until === null ? null : (
        <>
          {wanted === "pause" ? ", until " : ", at most until "}
          <UpcomingTime time={wanted_until} />
        </>
      )}
      {wanted_note ? <>: {wanted_note}</> : null}
    </p>
  );
}

const ORDERED = { pause: "Paused", drain: "Told to drain", stop: "Told to stop" } as const;
