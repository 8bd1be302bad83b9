"use client";

import { Activity, Bot, CircleCheckBig, ListChecks, type LucideIcon, Play } from "lucide-react";
import Link from "next/link";
import { agentEventInWords, taskRefOf } from "@/components/agents/agent-words";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import type { AgentWire } from "@/lib/agents/shapes";
import type { EventWire } from "@/lib/events/shapes";
import { useAgentActivity } from "./use-agent";
import { More } from "./work-tab";

const ICONS: Record<string, LucideIcon> = {
  agent: Bot,
  run: Play,
  review: CircleCheckBig,
  task: ListChecks,
};

/** Every event of the agent, newest first, live. */
export function ActivityTab({ agent }: { agent: AgentWire }) {
  const query = useAgentActivity(agent);
  if (query.isPending) return <SkeletonRows label="Loading activity" />;
  if (!query.data) return <ReadingProblem reading={query} what="The activity" />;
  const events = query.data.pages.flatMap((page) => page.activities);
  if (events.length === 0) {
    return (
      <EmptyState
        icon={Activity}
        title="Nothing happened yet"
        description="What this agent does stands here the moment it does it."
      />
    );
  }
  return (
    <>
      <ReadingProblem reading={query} what="The activity" />
      <ol className="max-w-4xl py-2">
        {events.map((event) => (
          <EventLine key={event.id} event={event} />
        ))}
      </ol>
      <More query={query} />
    </>
  );
}

function EventLine({ event }: { event: EventWire }) {
  const Icon = ICONS[event.type.split(".")[0] ?? ""] ?? Activity;
  const ref = taskRefOf(event);
  const title = typeof event.data.title === "string" ? event.data.title : null;
  return (
    <li className="flex min-h-8 items-baseline gap-3 px-4 py-1 hover:bg-hover">
      <Icon aria-hidden className="size-3.5 shrink-0 translate-y-0.5 text-ink-3" />
      <span className="min-w-0 flex-1 break-words text-ink-2">
        <span className="font-medium text-ink">{event.actor.name}</span> {agentEventInWords(event)}
        {ref ? (
          <>
            {" "}
            <Link
              prefetch={false}
              href={`/tasks/${ref}`}
              className="text-ink underline decoration-line-strong underline-offset-3 hover:decoration-ink"
            >
              <span className="whitespace-nowrap font-mono text-xs">{ref}</span>
              {title ? ` ${title}` : null}
            </Link>
          </>
        ) : null}
      </span>
      <RelativeTime time={event.timestamp} className="text-ink-3 text-xs" />
    </li>
  );
}
