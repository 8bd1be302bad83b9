"use client";

import {
  Bell,
  CalendarClock,
  CircleAlert,
  CircleDollarSign,
  DatabaseBackup,
  type LucideIcon,
  Moon,
  Route,
  TriangleAlert,
  Webhook,
  X,
  Zap,
} from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { RelativeTime } from "@/components/ui/display/relative-time";
import type { NoticeWire } from "@/lib/dispatch/notice-wire";
import { type FirstNotices, useNotices } from "./use-notices";

/** How many notices are shown before "show more". */
const IN_VIEW = 3;

const ICONS: Record<NoticeWire["kind"], LucideIcon> = {
  budget: CircleDollarSign,
  runtime: CircleAlert,
  review: TriangleAlert,
  triage: Route,
  agent: Moon,
  schedule: CalendarClock,
  trigger: Zap,
  webhook: Webhook,
  backup: DatabaseBackup,
  alert: Bell,
};

const ACTIONS: Record<NoticeWire["kind"], string> = {
  budget: "Change budget",
  runtime: "Open settings",
  review: "Open reviews",
  triage: "Open agents",
  agent: "See where it waits",
  schedule: "Open schedule",
  trigger: "Open triggers",
  webhook: "Open webhooks",
  backup: "Open backups",
  alert: "Open the activity",
};

const TONES: Record<NoticeWire["severity"], string> = {
  error: "text-danger",
  warning: "text-warning",
  info: "text-ink-3",
};

/** The problems that block work, above the list of tasks, each with a link to where it can be fixed. */
export function Notices({ first }: { first: FirstNotices }) {
  const { notices, dismiss } = useNotices(first);
  const [all, setAll] = useState(false);
  if (notices.length === 0) return null;
  const shown = all ? notices : notices.slice(0, IN_VIEW);
  return (
    <section
      aria-label="Notices"
      className="max-h-[45%] shrink-0 overflow-y-auto border-b bg-sunken"
    >
      <ul className="divide-y divide-line">
        {shown.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} onDismiss={() => dismiss(notice.id)} />
        ))}
      </ul>
      {notices.length > shown.length ? (
        <Button variant="ghost" size="sm" className="m-1" onClick={() => setAll(true)}>
          {notices.length - shown.length} more
        </Button>
      ) : null}
    </section>
  );
}

/** A sentence about an agent's last sign of life; nothing for notices about something else. */
function LastSeen({ at }: { at: number | null | undefined }) {
  if (at === undefined) return null;
  if (at === null) return "It was never seen. ";
  return (
    <>
      It was last seen <RelativeTime time={at} />.{" "}
    </>
  );
}

function NoticeRow({ notice, onDismiss }: { notice: NoticeWire; onDismiss: () => void }) {
  const Icon = ICONS[notice.kind];
  return (
    <li className="flex items-start gap-3 py-2 pr-2 pl-4">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", TONES[notice.severity])} />
      <div className="min-w-0 flex-1 text-sm">
        <p className="font-medium">
          {notice.title}
          {notice.count > 0 ? (
            <span className="whitespace-nowrap font-normal text-ink-3 text-xs">
              {" "}
              · {notice.count === 1 ? "1 task waits" : `${notice.count} tasks wait`}
            </span>
          ) : null}
        </p>
        <p className="text-pretty text-ink-2 text-xs">
          <LastSeen at={notice.seen_at} />
          {notice.message}{" "}
          <Link
            href={notice.href}
            className="whitespace-nowrap rounded-sm text-accent-ink underline underline-offset-2"
          >
            {ACTIONS[notice.kind]}
          </Link>
        </p>
      </div>
      <IconButton label={`Dismiss: ${notice.title}`} className="-my-1" onClick={onDismiss}>
        <X className="size-4" />
      </IconButton>
    </li>
  );
}
