"use client";

import Link from "next/link";
import { formatDuration } from "@/components/format/times";
import { Elapsed } from "@/components/ui/display/elapsed";
import { PriorityIcon } from "@/components/ui/display/priority-icon";
import { useNow } from "@/components/ui/display/use-now";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import type { AgentWire } from "@/lib/agents/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";

type CurrentWorkProps = { agent: AgentWire; tasks: readonly TaskWire[] };

/** The tasks an agent has now: since when, and how long each claim lasts without a heartbeat. */
export function CurrentWork({ agent, tasks }: CurrentWorkProps) {
  const held = tasks.filter((task) => task.status === "in_progress");
  if (held.length === 0) return null;
  return (
    <section aria-label={`In progress with ${agent.name}`} className="border-b bg-sunken px-4 py-3">
      <ul className="grid gap-2 md:grid-cols-2 xl:grid-cols-3">
        {held.map((task) => (
          <li key={task.id}>
            <Link
              prefetch={false}
              href={`/tasks/${task.ticket_ref}`}
              className="flex flex-col gap-1.5 rounded-lg border bg-panel px-3 py-2.5 hover:border-line-strong"
            >
              <span className="flex min-w-0 items-center gap-2">
                <PriorityIcon priority={task.priority} />
                <span className="shrink-0 font-mono text-2xs text-ink-3">{task.ticket_ref}</span>
                <span className="truncate font-medium">{task.title}</span>
              </span>
              <span className="flex items-center gap-2 text-ink-2 text-xs">
                {task.request_id ? (
                  <span className="text-accent-ink">Waits for an answer</span>
                ) : task.claimed_at === null ? null : (
                  <span>
                    Working for <Elapsed since={task.claimed_at} />
                  </span>
                )}
                {task.lease_expires_at === null ? null : (
                  <LeaseLeft expiresAt={task.lease_expires_at} />
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

const SOON_MS = 2 * 60_000;

/** The time left on a claim; every heartbeat, comment and update renews it. */
export function LeaseLeft({ expiresAt }: { expiresAt: number }) {
  const left = expiresAt * 1000 - useNow("second");
  const tone = left <= 0 ? "text-danger" : left < SOON_MS ? "text-warning" : "text-ink-3";
  return (
    <Tooltip content="The claim lasts this long without a sign of life. Then the task goes back to the queue.">
      <span className={`ml-auto whitespace-nowrap tabular-nums ${tone}`}>
        {left <= 0 ? "Lease ran out" : `Lease ${formatDuration(left)}`}
      </span>
    </Tooltip>
  );
}
