"use client";

import {
  Activity,
  Bell,
  Bot,
  CalendarClock,
  CircleCheckBig,
  FolderKanban,
  KeyRound,
  ListChecks,
  type LucideIcon,
  MessageSquare,
  Play,
  Plug,
  Settings,
  Webhook,
  Zap,
} from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { describeEvent, taskRefOf } from "@/lib/activity/describe";
import type { EventWire } from "@/lib/events/shapes";
import { eventHref, objectHref } from "./event-links";

const ICONS: Record<string, LucideIcon> = {
  task: ListChecks,
  review: CircleCheckBig,
  run: Play,
  agent: Bot,
  project: FolderKanban,
  schedule: CalendarClock,
  runtime: Plug,
  settings: Settings,
  auth: KeyRound,
  trigger: Zap,
  webhook: Webhook,
  message: MessageSquare,
  alert: Bell,
};

interface EventRowProps {
  event: EventWire;
  isStop: boolean;
  /** The address points at it. */
  isPointed: boolean;
}

/** One event: when, who, what, and the way to what it is about. */
export const EventRow = memo(function EventRow({ event, isStop, isPointed }: EventRowProps) {
  const Icon = ICONS[event.type.split(".")[0] ?? ""] ?? Activity;
  const href = objectHref(event);
  const ref = taskRefOf(event);
  const sentence = describeEvent(event);
  return (
    <article
      data-stop=""
      // A stop of the list: Enter opens what it is about.
      tabIndex={isStop ? 0 : -1}
      aria-label={`${event.actor.name}: ${sentence}`}
      aria-current={isPointed ? "true" : undefined}
      className={cn(
        "group flex min-h-9 items-start gap-x-3 px-4 py-2 text-sm hover:bg-hover focus-visible:-outline-offset-2 max-md:flex-wrap max-md:px-3",
        isPointed && "bg-selected",
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
      <p className="min-w-0 flex-1 break-words text-ink-2">
        <span className="font-medium text-ink">{event.actor.name}</span>{" "}
        {href ? (
          <Link
            prefetch={false}
            tabIndex={-1}
            href={href}
            className="hover:text-ink hover:underline hover:underline-offset-3"
          >
            {sentence}
          </Link>
        ) : (
          sentence
        )}
      </p>
      <span className="flex shrink-0 items-center gap-2 text-ink-3 text-xs max-md:ml-7 max-md:basis-full">
        {ref ? <span className="font-mono text-2xs tabular-nums">{ref}</span> : null}
        <span className="font-mono text-2xs max-lg:hidden">{event.type}</span>
        <Link
          prefetch={false}
          tabIndex={-1}
          href={eventHref(event.id)}
          className="hover:underline md:w-16 md:text-right"
        >
          <span className="sr-only">Link to this event, </span>
          <RelativeTime time={event.timestamp} />
        </Link>
      </span>
    </article>
  );
});
