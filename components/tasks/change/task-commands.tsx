"use client";

import { CircleDot, SignalHigh, Tag, Undo2, UserRound, Workflow } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { useViewer } from "@/components/sync/viewer";
import { PropertyDialog } from "@/components/tasks/fields/property-dialog";
import type { Property } from "@/components/tasks/fields/property-dialog-rendered";
import { toast } from "@/components/ui/overlays/toast";
import type { TaskWire } from "@/lib/tasks/shapes";
import { undoLast } from "./undo";

interface TaskCommandsProps {
  /** The tasks that the shortcuts apply to: the selected ones, or the current one. */
  tasks: readonly TaskWire[];
}

/**
 * Shortcuts and palette commands for one or many tasks: `a` assignee, `p` priority, `s` status, `l` labels, `u` undo.
 */
export function TaskCommands({ tasks }: TaskCommandsProps) {
  // The tasks at the moment the key was pressed, even if the selection changes under the dialog.
  const [asked, setAsked] = useState<{ property: Property; tasks: readonly TaskWire[] } | null>(
    null,
  );
  const { canWrite } = useViewer();
  const router = useRouter();
  const commands = useMemo<Command[]>(() => {
    const of = tasks.length === 1 ? (tasks[0]?.ticket_ref ?? "") : `${tasks.length} tasks`;
    const offer = (
      property: Property,
      label: string,
      keys: string,
      icon: Command["icon"],
    ): Command => ({
      id: `task.${property}`,
      label: `${label} ${of}`.trim(),
      group: "Tasks",
      icon,
      keys,
      enabled: canWrite && tasks.length > 0,
      run: () => setAsked({ property, tasks }),
    });
    return [
      offer("assigned_to", "Assign", "a", UserRound),
      offer("priority", "Set the priority of", "p", SignalHigh),
      offer("status", "Set the status of", "s", CircleDot),
      offer("labels", "Label", "l", Tag),
      {
        id: "task.canvas",
        label: `Open ${of} on the canvas`,
        group: "Tasks",
        icon: Workflow,
        enabled: tasks.length === 1,
        run: () => router.push(`/canvas/${tasks[0]?.ticket_ref}`),
      },
      {
        id: "task.undo",
        label: "Undo the last change",
        group: "Tasks",
        icon: Undo2,
        keys: "u",
        enabled: canWrite,
        run: () => {
          if (!undoLast()) toast("There is nothing to undo");
        },
      },
    ];
  }, [tasks, canWrite, router]);
  useCommands(commands);
  return asked ? (
    <PropertyDialog property={asked.property} tasks={asked.tasks} onClose={() => setAsked(null)} />
  ) : null;
}
