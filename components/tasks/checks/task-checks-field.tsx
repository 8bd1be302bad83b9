"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { updateTaskAction } from "@/app/(app)/actions";
import { saveWithEtag } from "@/components/forms/save-with-etag";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useTaskChecks } from "@/components/sync/data/use-task-parts";
import { useViewer } from "@/components/sync/viewer";
import { cacheTask, readTask } from "@/components/tasks/change/save-task";
import { cn } from "@/components/ui/cn";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import type { TaskWire } from "@/lib/tasks/shapes";
import { ChecksDialog } from "./checks-dialog";

/** Which checks the task's work has to pass, and the way to change them. */
export function TaskChecksField({
  task,
  className,
  sign,
}: {
  task: TaskWire;
  className?: string;
  /** Before the words, where no label stands beside them. */
  sign?: ReactNode;
}) {
  const { canWrite } = useViewer();
  const client = useQueryClient();
  const [editing, setEditing] = useState(false);
  const { data } = useTaskChecks(task.id);
  const words = inWords(task, data?.evidence.checks.length);
  if (!canWrite) return words;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={`Checks: ${words}`}
        onClick={() => setEditing(true)}
        className={cn(
          buttonVariants({ variant: "ghost" }),
          "h-auto min-h-8 whitespace-normal px-2 py-1 text-left font-normal text-ink",
          className,
        )}
      >
        {sign}
        {words}
      </button>
      {editing ? (
        <ChecksDialog
          of={task.ticket_ref}
          checks={task.checks}
          mayInherit
          draft={{ object: `task:${task.id}`, field: "checks" }}
          send={async (checks) => {
            const answer = await saveWithEtag({
              seen: task,
              send: (etag) => updateTaskAction(task.id, { checks, etag }),
              read: () => readTask(task.id),
              isContested: (now) => JSON.stringify(now.checks) !== JSON.stringify(task.checks),
              onConflict: async () => "Somebody changed the checks meanwhile",
            });
            if (answer.ok) {
              cacheTask(client, { ...answer.data, waiting_on: task.waiting_on });
              void client.invalidateQueries({ queryKey: queryKeys.taskPart(task.id, "checks") });
            }
            return answer;
          }}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </>
  );
}

function inWords({ checks }: TaskWire, asked: number | undefined): string {
  if (checks !== null)
    return checks.length === 0 ? "None, whatever the project asks" : namesOf(checks);
  if (asked === undefined) return "Those of the project";
  if (asked === 0) return "None";
  return asked === 1 ? "1, of the project" : `${asked}, of the project`;
}

const namesOf = (checks: NonNullable<TaskWire["checks"]>): string =>
  checks.map(({ name }) => name).join(", ");
