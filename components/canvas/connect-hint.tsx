"use client";

import { whyNotBlock } from "@/components/canvas/model/circle";
import { useModel, useSignal } from "@/components/canvas/model/model";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import type { CanvasTools } from "./use-canvas-tools";

/** What the line that is being drawn would mean where it is held, or why it is refused there. */
export function ConnectHint({ tools }: { tools: CanvasTools }) {
  const { graph, stage } = useModel();
  const connecting = useSignal(stage.connecting);
  const hovered = useSignal(stage.hovered);
  const focused = useSignal(stage.focused);
  if (!connecting) return null;
  const { from, by } = connecting;
  const to = hovered ?? (by === "keys" ? focused : null);
  const ref = (id: number) => graph.task(id)?.ticket_ref ?? "";
  const refusal = to === null || to === from ? null : whyNotBlock(graph, from, to);
  const says =
    to === null || to === from
      ? `What does ${ref(from)} block?`
      : (refusal ?? `${ref(from)} blocks ${ref(to)}`);
  return (
    <div
      role="status"
      className={cn(
        "-translate-x-1/2 absolute top-3 left-1/2 z-10 flex max-w-[90%] items-center gap-3 rounded-md border border-line-strong bg-raised px-3 py-1.5 text-sm",
        refusal && "border-danger text-danger",
      )}
    >
      {says}
      {by === "keys" ? (
        <>
          <span className="text-ink-3 text-xs max-sm:hidden">Enter or a click takes it</span>
          <Button variant="ghost" size="sm" onClick={tools.stopConnecting}>
            Cancel
          </Button>
        </>
      ) : null}
    </div>
  );
}
