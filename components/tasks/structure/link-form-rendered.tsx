"use client";

import { useState } from "react";
import { messageOf } from "@/components/forms/refusal";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { Button } from "@/components/ui/controls/button";
import { SelectOne } from "@/components/ui/controls/select";
import type { TaskWire } from "@/lib/tasks/shapes";
import { TaskSearch } from "./task-search";

const KINDS = {
  blocked_by: { label: "is blocked by", type: "blocks", inverse: true },
  blocks: { label: "blocks", type: "blocks", inverse: false },
  relates: { label: "relates to", type: "relates", inverse: false },
  duplicates: { label: "duplicates", type: "duplicates", inverse: false },
} as const;

type Kind = keyof typeof KINDS;

const KIND_OPTIONS = (Object.keys(KINDS) as Kind[]).map((value) => ({
  value,
  label: KINDS[value].label,
}));

/** What `LinkForm` fetches. */
export function LinkFormRendered({ task, onClose }: { task: TaskWire; onClose: () => void }) {
  const [kind, setKind] = useState<Kind>("blocked_by");
  const [failed, setFailed] = useState<string | null>(null);
  const actions = useTaskActions();

  async function add(to: string) {
    setFailed(null);
    const { type, inverse } = KINDS[kind];
    const result = await actions.link(task, { to, type, inverse });
    if (result.ok) onClose();
    else setFailed(messageOf(result));
  }

  return (
    <div className="mt-2 flex flex-col gap-2 rounded-md border p-2">
      <div className="flex items-center gap-2 text-sm">
        <span className="shrink-0 font-mono text-ink-3 text-xs">{task.ticket_ref}</span>
        <SelectOne
          label="How they are linked"
          value={kind}
          options={KIND_OPTIONS}
          onValueChange={setKind}
          className="w-auto flex-1"
        />
        <Button size="sm" variant="ghost" onClick={onClose}>
          Cancel
        </Button>
      </div>
      <TaskSearch without={task.id} onPick={(hit) => void add(hit.ref)} />
      {failed ? (
        <p role="alert" className="text-danger text-xs">
          {failed}
        </p>
      ) : null}
    </div>
  );
}
