"use client";

import { CardFace } from "@/components/board/card/card-face";
import { usePresences } from "@/components/sync/data/use-presences";
import { useDrag } from "./drag-store";
import { ghostRef } from "./ghost-position";

/** The card that follows the pointer. */
export function DragGhost() {
  const drag = useDrag((current) => (current?.by === "pointer" ? current : null));
  const presences = usePresences();
  if (!drag) return null;
  const { task, width } = drag;
  return (
    <div
      ref={ghostRef}
      aria-hidden
      style={{ width }}
      className="pointer-events-none fixed top-0 left-0 z-50 rounded-lg border border-line-control bg-raised p-2.5 shadow-overlay"
    >
      <CardFace
        task={task}
        presence={task.assigned_to ? presences.get(task.assigned_to) : undefined}
      />
    </div>
  );
}
