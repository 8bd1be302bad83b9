"use client";

import { Trash2 } from "lucide-react";
import type { Flow } from "@/components/canvas/layout/use-flow";
import { isLink } from "@/components/canvas/model/canvas-task";
import { useModel } from "@/components/canvas/model/model";
import type { CanvasTools } from "@/components/canvas/use-canvas-tools";
import { Button } from "@/components/ui/controls/button";

const WORDS = {
  blocks: "blocks",
  relates: "relates to",
  duplicates: "duplicates",
};

/** What the selected line says, and how to remove it. */
export function EdgeBar({ flow, tools }: { flow: Flow; tools: CanvasTools }) {
  const { graph } = useModel();
  const links = flow.edges.find(({ selected }) => selected)?.data?.links.filter(isLink) ?? [];
  const [link] = links;
  if (!link) return null;
  const ref = (id: number) => graph.task(id)?.ticket_ref ?? `#${id}`;
  return (
    <div
      role="status"
      className="-translate-x-1/2 absolute bottom-3 left-1/2 z-10 flex max-w-[90%] items-center gap-3 whitespace-nowrap rounded-md border border-line-strong bg-raised py-1 pr-1 pl-3 text-sm"
    >
      {links.length === 1
        ? `${ref(link.from_id)} ${WORDS[link.type]} ${ref(link.to_id)}`
        : `${links.length} links`}
      {tools.canWrite ? (
        <Button variant="danger-ghost" size="sm" onClick={() => void tools.actions.unlink(links)}>
          <Trash2 aria-hidden className="size-3.5" /> Remove
        </Button>
      ) : null}
    </div>
  );
}
