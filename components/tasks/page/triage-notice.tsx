import { Inbox, Route } from "lucide-react";
import { Callout } from "@/components/ui/feedback/callout";
import { isTriageNote } from "@/lib/tasks/change/triage-note";
import type { TaskWire } from "@/lib/tasks/shapes";

/** Why auto-triage gave the task to its agent, or why it left it in the inbox. */
export function TriageNotice({ task }: { task: TaskWire }) {
  const note = task.metadata.triage;
  if (!isTriageNote(note)) return null;
  const again =
    note.passed_over.length > 0 ? ` It came back from ${note.passed_over.join(" and ")}.` : "";
  if (note.agent === null) {
    if (task.status !== "inbox") return null;
    return (
      <Callout icon={<Inbox />}>
        Auto-triage left it here: {note.reason}.{again}
      </Callout>
    );
  }
  const isOver = ["done", "failed", "cancelled"].includes(task.status);
  if (isOver || task.assigned_to !== note.agent) return null;
  return (
    <Callout icon={<Route />}>
      Auto-triage gave it to {note.agent}: {note.reason}.{again}
    </Callout>
  );
}
