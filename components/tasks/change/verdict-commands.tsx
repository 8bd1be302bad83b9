"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { useMemo, useState } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { useViewer } from "@/components/sync/viewer";
import type { TaskWire } from "@/lib/tasks/shapes";
import { RejectDialog } from "./reject-dialog";
import { useVerdict } from "./use-verdict";

/** The shortcuts `e` (approve) and `r` (reject with feedback) for the current task while it is in review. */
export function VerdictCommands({
  task,
  onJudged,
}: {
  task: TaskWire | null;
  onJudged?: () => void;
}) {
  const [rejecting, setRejecting] = useState<TaskWire | null>(null);
  const { canWrite } = useViewer();
  const { approve } = useVerdict();
  const commands = useMemo<Command[]>(() => {
    const enabled = canWrite && task?.status === "review";
    return [
      {
        id: "task.approve",
        label: `Approve ${task?.ticket_ref ?? ""}`.trim(),
        group: "Tasks",
        icon: CircleCheck,
        keys: "e",
        enabled,
        run: () => task && void approve(task).then((approved) => approved && onJudged?.()),
      },
      {
        id: "task.reject",
        label: `Reject ${task?.ticket_ref ?? ""} with feedback`.replace("  ", " "),
        group: "Tasks",
        icon: CircleX,
        keys: "r",
        enabled,
        run: () => setRejecting(task),
      },
    ];
  }, [task, canWrite, approve, onJudged]);
  useCommands(commands);
  return rejecting ? (
    <RejectDialog task={rejecting} onClose={() => setRejecting(null)} onJudged={onJudged} />
  ) : null;
}
