"use client";

import { useState } from "react";
import type { BulkField } from "@/components/tasks/change/bulk-change";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import type { TaskWire } from "@/lib/tasks/shapes";
import { AssigneeList } from "./assignee-picker";
import { LabelList, toggledLabel } from "./labels";
import { PriorityList } from "./priority-picker";
import { StatusList } from "./status-picker";

export type Property = "status" | "priority" | "assigned_to" | "labels";

const TITLES: Record<Property, string> = {
  status: "Status of",
  priority: "Priority of",
  assigned_to: "Assign",
  labels: "Labels of",
};

interface PropertyDialogProps {
  property: Property;
  tasks: readonly TaskWire[];
  onClose: () => void;
}

/** What `PropertyDialog` fetches. */
export function PropertyDialogRendered({ property, tasks, onClose }: PropertyDialogProps) {
  const actions = useTaskActions();
  const first = tasks[0];
  if (!first) return null;
  const of = tasks.length === 1 ? `${first.ticket_ref} ${first.title}` : `${tasks.length} tasks`;

  function apply(change: BulkField) {
    onClose();
    if (tasks.length === 1 && first) void actions.change(first, change);
    else void actions.bulk(tasks, change);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={`${TITLES[property]} ${of}`} hideTitle className="sm:max-w-md">
        <p aria-hidden className="truncate px-3 pt-3 text-ink-3 text-xs">
          {TITLES[property]} {of}
        </p>
        {property === "status" ? (
          <StatusList tasks={tasks} onPick={(status) => apply({ status })} />
        ) : null}
        {property === "priority" ? (
          <PriorityList
            value={tasks.length === 1 ? [first.priority] : []}
            onPick={(priority) => apply({ priority })}
          />
        ) : null}
        {property === "assigned_to" ? (
          <AssigneeList
            value={tasks.length === 1 ? [first.assigned_to] : []}
            onPick={(assigned_to) => apply({ assigned_to })}
          />
        ) : null}
        {property === "labels" ? <LabelChoice tasks={tasks} /> : null}
      </DialogContent>
    </Dialog>
  );
}

/** A label is added to all tasks, or removed when all have it. It stays open for more choices. */
function LabelChoice({ tasks }: { tasks: readonly TaskWire[] }) {
  const actions = useTaskActions();
  /** The labels toggled here, with whether all tasks have them now. */
  const [toggledHere, setToggledHere] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isOnAll = (label: string) =>
    toggledHere.get(label) ?? tasks.every((task) => task.labels.includes(label));
  const known = new Set([...(tasks[0]?.labels ?? []), ...toggledHere.keys()]);
  const common = [...known].filter(isOnAll);

  async function toggle(label: string) {
    const before = isOnAll(label);
    const show = (on: boolean) => setToggledHere((all) => new Map(all).set(label, on));
    show(!before);
    const { done } = await actions.bulk(tasks, toggledLabel(common, label));
    if (done.length === 0) show(before);
  }

  const projects = new Set(tasks.map(({ project_id }) => project_id));
  return (
    <LabelList
      value={common}
      project={projects.size === 1 ? tasks[0]?.project_id : undefined}
      onToggle={(label) => void toggle(label)}
    />
  );
}
