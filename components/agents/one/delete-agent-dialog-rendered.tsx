"use client";

import { useQueryClient } from "@tanstack/react-query";
import { deleteAgentAction } from "@/app/(app)/agents/actions";
import { orThrow } from "@/components/forms/refusal";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import type { AgentWire } from "@/lib/agents/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";

type DeleteAgentDialogProps = {
  agent: AgentWire;
  tasks: readonly TaskWire[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDeleted: () => void;
};

/** What `DeleteAgentDialog` fetches. */
export function DeleteAgentDialogRendered({
  agent,
  tasks,
  onDeleted,
  ...dialog
}: DeleteAgentDialogProps) {
  const client = useQueryClient();
  return (
    <ConfirmDialog
      {...dialog}
      title={`Delete agent ${agent.name}?`}
      description={<WhatHappens agent={agent} tasks={tasks} />}
      confirmLabel={`Delete ${agent.name}`}
      onConfirm={async () => {
        await orThrow(() => deleteAgentAction(agent.id));
        onDeleted();
        await client.invalidateQueries({ queryKey: queryKeys.agents });
      }}
    />
  );
}

function WhatHappens({ agent, tasks }: Pick<DeleteAgentDialogProps, "agent" | "tasks">) {
  const held = tasks.filter((task) => task.status === "in_progress").length;
  const waiting = tasks.filter((task) => task.status === "assigned").length;
  return (
    <>
      {held > 0
        ? `It holds ${count(held)}: ${held === 1 ? "it is" : "they are"} released, with a comment that says so. `
        : null}
      {held + waiting > 0
        ? `${held + waiting === 1 ? "The task stays" : "All of them stay"} assigned to the name ${agent.name} until you reassign ${held + waiting === 1 ? "it" : "them"}. `
        : "It holds no work. "}
      Its keys stop working at once. Its runs and their costs are kept. This cannot be undone.
    </>
  );
}

function count(tasks: number): string {
  return tasks === 1 ? "1 task" : `${tasks} tasks`;
}
