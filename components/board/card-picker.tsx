"use client";

import { useRef } from "react";
import { AssigneeList } from "@/components/task/assignee-list";
import { PriorityList } from "@/components/task/priority-list";
import { StatusList } from "@/components/task/status-list";
import { useTaskActions } from "@/components/task/use-task-actions";
import { Popover, PopoverAnchor, PopoverContent } from "@/components/ui/popover";
import type { TaskWire } from "@/lib/tasks/wire";
import type { MoveChange } from "./use-move";

export interface PickedCard {
  what: "status" | "assignee" | "priority";
  task: TaskWire;
  card: HTMLElement;
}

type CardPickerProps = {
  picked: PickedCard;
  onMove: (task: TaskWire, change: MoveChange) => void;
  onClose: () => void;
};

const NAMES = { status: "Status", assignee: "Assignee", priority: "Priority" };

/** The choices for one property of the focused card, standing at the card. */
export function CardPicker({ picked: { what, task, card }, onMove, onClose }: CardPickerProps) {
  const actions = useTaskActions();
  const anchor = useRef(card);
  return (
    <Popover open onOpenChange={(open) => !open && onClose()}>
      <PopoverAnchor virtualRef={anchor} />
      <PopoverContent
        aria-label={NAMES[what]}
        className="w-64 p-0"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          card.focus();
        }}
      >
        {what === "status" ? (
          <StatusList
            tasks={[task]}
            onPick={(status) => {
              onClose();
              if (status !== task.status) onMove(task, { status });
            }}
          />
        ) : null}
        {what === "assignee" ? (
          <AssigneeList
            value={[task.assigned_to]}
            onPick={(assigned_to) => {
              onClose();
              if (assigned_to !== task.assigned_to) void actions.change(task, { assigned_to });
            }}
          />
        ) : null}
        {what === "priority" ? (
          <PriorityList
            value={[task.priority]}
            onPick={(priority) => {
              onClose();
              if (priority !== task.priority) void actions.change(task, { priority });
            }}
          />
        ) : null}
      </PopoverContent>
    </Popover>
  );
}
