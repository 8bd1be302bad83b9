"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { NodeToolbar, Position } from "reactflow";
import type { Flow } from "@/components/canvas/layout/use-flow";
import { useModel } from "@/components/canvas/model/model";
import { Input } from "@/components/ui/controls/input";
import type { CanvasTools } from "./use-canvas-tools";

export interface Adding {
  /** The task that it goes into or beside. */
  beside: number;
  as: "child" | "sibling";
}

interface AddTaskProps {
  adding: Adding;
  flow: Flow;
  tools: CanvasTools;
  onClose: () => void;
}

/** A line to write a title in, at the node it belongs to. Enter creates it and waits for the next one; Escape ends it. */
export function AddTask({ adding, flow, tools, onClose }: AddTaskProps) {
  const { graph } = useModel();
  const { beside, as } = adding;
  const [title, setTitle] = useState("");
  const [pending, setPending] = useState(false);
  const [last, setLast] = useState(beside);
  const input = useRef<HTMLInputElement>(null);
  const task = graph.task(beside);
  useEffect(() => {
    const frame = requestAnimationFrame(() => input.current?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  }, []);
  if (!task || !flow.places.has(beside)) return null;
  const label = `Title of a task ${as === "child" ? "inside" : "beside"} ${task.ticket_ref}`;

  async function create() {
    const after = graph.task(last) ?? task;
    if (title.trim() === "" || pending || !task || !after) return;
    setPending(true);
    const made =
      as === "child"
        ? await tools.actions.addChild(task, title.trim())
        : await tools.actions.addSibling(after, title.trim());
    setPending(false);
    if (!made) return;
    setTitle("");
    if (as === "sibling") setLast(made.id);
  }

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === "Enter") void create();
    else if (event.key === "Escape") onClose();
  }

  return (
    <NodeToolbar nodeId={String(beside)} isVisible position={Position.Bottom} offset={6}>
      <div className="nopan nodrag nowheel w-72 max-w-[80vw] rounded-md border border-line-strong bg-raised p-1.5">
        <Input
          ref={input}
          aria-label={label}
          placeholder={as === "child" ? "A task inside…" : "A task beside…"}
          value={title}
          maxLength={500}
          aria-busy={pending || undefined}
          onChange={(event) => setTitle(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => title.trim() === "" && onClose()}
        />
        <p className="mt-1 px-1 text-2xs text-ink-3">Enter creates it, Escape ends.</p>
      </div>
    </NodeToolbar>
  );
}
