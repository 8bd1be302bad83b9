"use client";

import { AssigneeList } from "@/components/tasks/fields/assignee-picker";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import type { AskedMove } from "./use-move";

type AskAgentDialogProps = { asked: AskedMove | null; onAnswer: (agent: string | null) => void };

/** Asks which agent gets a task that is moved to "In progress". */
export function AskAgentDialog({ asked, onAnswer }: AskAgentDialogProps) {
  return (
    <Dialog open={asked !== null} onOpenChange={(open) => !open && onAnswer(null)}>
      <DialogContent
        title={`Who works on ${asked?.task.ticket_ref ?? "it"}?`}
        description="A task in progress is held by one agent. It opens a run in that agent's name."
        className="sm:max-w-sm"
      >
        <div className="mt-3 border-t">
          <AssigneeList value={[]} onPick={onAnswer} allowNobody={false} />
        </div>
      </DialogContent>
    </Dialog>
  );
}
