"use client";

import { Trophy } from "lucide-react";
import Link from "next/link";
import { agentHref } from "@/components/shell/nav";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Avatar } from "@/components/ui/display/avatar";
import { Badge } from "@/components/ui/display/badge";
import { StatusBadge } from "@/components/ui/display/status-badge";
import { agentOf, isPickable, worktreeInWords } from "./contest-words";
import { EntryChecks, EntryCost, EntryNow, EntryStat } from "./entry-facts";
import { EntryPart, type Part } from "./entry-part";
import type { Entry } from "./use-contest";

interface EntryColumnProps {
  entry: Entry;
  part: Part;
  isPicked: boolean;
  /** The one that the keys speak of. */
  isCurrent: boolean;
  /** Undefined for who may not pick, and once one is picked. */
  onPick?: (entry: Entry) => void;
  onCurrent: () => void;
}

/** The work of one agent: how far it is, what it took, and the side of it that is shown. */
export function EntryColumn({
  entry,
  part,
  isPicked,
  isCurrent,
  onPick,
  onCurrent,
}: EntryColumnProps) {
  const { task, run } = entry;
  const agent = agentOf(entry);
  const worktree = worktreeInWords(entry);
  return (
    <section
      aria-label={`Work of ${agent}`}
      aria-current={isCurrent || undefined}
      data-column={task.ticket_ref}
      onFocusCapture={onCurrent}
      onPointerDownCapture={onCurrent}
      className={cn(
        "flex min-h-0 min-w-0 flex-col rounded-lg border bg-panel",
        isCurrent && "border-accent shadow-[0_0_0_1px_var(--accent)]",
        isPicked && "border-success shadow-[0_0_0_1px_var(--success)]",
      )}
    >
      <header className="flex flex-col gap-2 border-b p-3">
        <div className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-1">
          <Avatar name={agent} />
          <h2 className="min-w-0 truncate font-semibold text-sm">
            <Link href={agentHref(agent)} prefetch={false} className="rounded-sm hover:underline">
              {agent}
            </Link>
          </h2>
          <StatusBadge status={task.status} />
          {isPicked ? (
            <Badge tone="success">
              <Trophy aria-hidden /> Picked
            </Badge>
          ) : null}
          {onPick && isPickable(entry) ? (
            <Button
              size="sm"
              variant={isCurrent ? "primary" : "secondary"}
              className="ml-auto"
              onClick={() => onPick(entry)}
            >
              Pick<span className="sr-only"> the work of {agent}</span>
            </Button>
          ) : null}
        </div>
        {run?.outcome === null ? <EntryNow run={run.id} /> : null}
        <EntryChecks entry={entry} />
        <EntryStat entry={entry} />
        <div className="flex flex-wrap items-center gap-x-3">
          <EntryCost entry={entry} />
          <Link
            href={`/tasks/${task.ticket_ref}`}
            prefetch={false}
            className="ml-auto rounded-sm font-mono text-ink-3 text-xs underline-offset-2 hover:underline"
          >
            {task.ticket_ref}
          </Link>
        </div>
        {worktree ? <p className="wrap-anywhere text-ink-2 text-xs">{worktree}</p> : null}
      </header>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={`${agent}: ${part}`}
        className="min-h-40 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
      >
        <EntryPart entry={entry} part={part} />
      </section>
    </section>
  );
}
