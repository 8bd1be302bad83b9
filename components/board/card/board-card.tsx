"use client";

import { memo } from "react";
import { useDrag } from "@/components/board/drag/drag-store";
import { useRecentlyChanged } from "@/components/sync/data/recently-changed";
import { useViewer } from "@/components/sync/viewer";
import { cn } from "@/components/ui/cn";
import type { Presence } from "@/components/ui/display/presence-dot";
import { Flash } from "@/components/ui/feedback/flash";
import { OpenBesideLink } from "@/components/ui/list/open-beside-link";
import type { TaskWire } from "@/lib/tasks/shapes";
import { CardFace } from "./card-face";

type BoardCardProps = {
  task: TaskWire;
  presence: Presence | undefined;
  /** Whether the Tab key stops at this card. */
  isStop: boolean;
  onOpen: (ref: string) => void;
};

/**
 * One card: a link that opens its task beside the board, and a drag source for pointer and space bar. Memoised, so that
 * scrolling renders only new cards.
 */
export const BoardCard = memo(function BoardCard({
  task,
  presence,
  isStop,
  onOpen,
}: BoardCardProps) {
  const { canWrite } = useViewer();
  const fresh = useRecentlyChanged(task.id);
  const isLifted = useDrag((drag) => drag?.task.id === task.id);

  return (
    <OpenBesideLink
      href={`/tasks/${task.ticket_ref}`}
      draggable={false}
      onOpen={() => onOpen(task.ticket_ref)}
      data-stop=""
      tabIndex={isStop ? 0 : -1}
      data-card={task.id}
      aria-describedby={canWrite ? "board-card-keys" : undefined}
      className={cn(
        "relative block select-none rounded-lg border border-line bg-raised p-2.5 text-left",
        "hover:border-line-strong focus-visible:-outline-offset-1 [-webkit-touch-callout:none]",
        isLifted && "border-line-control border-dashed opacity-45",
      )}
    >
      <Flash of={fresh} className="-inset-px rounded-lg" />
      <CardFace task={task} presence={presence} />
    </OpenBesideLink>
  );
});
