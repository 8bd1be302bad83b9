"use client";

import {
  ArrowLeft,
  ArrowRight,
  ChevronsDownUp,
  CornerDownRight,
  PanelRight,
  Plus,
  Spline,
  Unlink,
  Workflow,
} from "lucide-react";
import { useRouter } from "next/navigation";
import type { Adding } from "@/components/canvas/add-task";
import type { MenuAt } from "@/components/canvas/keys/use-canvas-pointer";
import { useModel } from "@/components/canvas/model/model";
import type { CanvasTools } from "@/components/canvas/use-canvas-tools";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";

interface NodeMenuProps {
  at: MenuAt | null;
  tools: CanvasTools;
  onAdd: (adding: Adding) => void;
  onClose: () => void;
}

/** What can be done with a node, where the pointer is. */
export function NodeMenu({ at, tools, onAdd, onClose }: NodeMenuProps) {
  const { graph } = useModel();
  const router = useRouter();
  const task = at && graph.task(at.task);
  if (!at || !task) return null;
  const { id, ticket_ref } = task;
  const run = graph.workflows.runOf(task);
  const step = graph.hierarchy.steps.get(id);
  const links = graph.links.filter(({ from_id, to_id }) => from_id === id || to_id === id);
  const ref = (other: number) => graph.task(other)?.ticket_ref ?? `#${other}`;
  // After the menu has given the focus back.
  const later = (run: () => void) => () => requestAnimationFrame(run);

  return (
    <DropdownMenu open onOpenChange={(open) => !open && onClose()}>
      <DropdownMenuTrigger asChild>
        <span aria-hidden className="fixed size-px" style={{ left: at.x, top: at.y }} />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        aria-label={`Actions for ${ticket_ref}`}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          tools.focusNode(id);
        }}
      >
        <DropdownMenuItem onSelect={() => tools.choose(id)}>
          <PanelRight className="text-ink-3" /> Open {ticket_ref}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => router.push(`/canvas/${ticket_ref}`)}>
          <Workflow className="text-ink-3" /> Show it alone
        </DropdownMenuItem>
        {run ? (
          <DropdownMenuItem keys="w" onSelect={() => tools.openRun(id)}>
            <Workflow className="text-ink-3" /> Open run {run.id} of {run.workflow}
          </DropdownMenuItem>
        ) : null}
        {tools.isGroup(id) ? (
          <DropdownMenuItem keys="space" onSelect={() => tools.fold(id)}>
            <ChevronsDownUp className="text-ink-3" /> {tools.isOpen(id) ? "Collapse" : "Expand"}
          </DropdownMenuItem>
        ) : null}
        {tools.canWrite ? (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem keys="n" onSelect={later(() => onAdd({ beside: id, as: "child" }))}>
              <CornerDownRight className="text-ink-3" /> Add inside
            </DropdownMenuItem>
            <DropdownMenuItem
              keys="shift+n"
              onSelect={later(() => onAdd({ beside: id, as: "sibling" }))}
            >
              <Plus className="text-ink-3" /> Add beside
            </DropdownMenuItem>
            <DropdownMenuItem keys="d" onSelect={later(() => tools.startConnecting(id))}>
              <Spline className="text-ink-3" /> Draw a dependency
            </DropdownMenuItem>
            {step && step.of > 1 ? (
              <>
                <DropdownMenuItem
                  keys="alt+arrowleft"
                  disabled={step.number === 1}
                  onSelect={() => tools.moveStep(id, -1)}
                >
                  <ArrowLeft className="text-ink-3" /> Move earlier
                </DropdownMenuItem>
                <DropdownMenuItem
                  keys="alt+arrowright"
                  disabled={step.number === step.of}
                  onSelect={() => tools.moveStep(id, 1)}
                >
                  <ArrowRight className="text-ink-3" /> Move later
                </DropdownMenuItem>
              </>
            ) : null}
            {links.length > 0 ? (
              <>
                <DropdownMenuSeparator />
                <DropdownMenuLabel>Remove a link</DropdownMenuLabel>
                {links.slice(0, 8).map((link) => (
                  <DropdownMenuItem
                    key={`${link.type}${link.from_id}:${link.to_id}`}
                    onSelect={() => void tools.actions.unlink([link])}
                  >
                    <Unlink className="text-ink-3" />
                    {ref(link.from_id)} {link.type} {ref(link.to_id)}
                  </DropdownMenuItem>
                ))}
              </>
            ) : null}
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
