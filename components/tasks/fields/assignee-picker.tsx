"use client";

import { UserRound, UserRoundX } from "lucide-react";
import { useAgents } from "@/components/sync/data/use-agents";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { cn } from "@/components/ui/cn";
import { Avatar } from "@/components/ui/display/avatar";
import { Spinner } from "@/components/ui/feedback/spinner";
import type { TaskWire } from "@/lib/tasks/shapes";
import { Picker, PickerList } from "./picker";

const NOBODY = "";
const AGENT_NAME = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/;

interface AssigneeListProps {
  value: readonly (string | null)[];
  onPick: (agent: string | null) => void;
  /** False where an assignee is required: work in progress belongs to an agent. */
  allowNobody?: boolean;
}

/** The agents with their presence and load. A new name may be entered; its agent is created at its first poll. */
export function AssigneeList({ value, onPick, allowNobody = true }: AssigneeListProps) {
  const { data: agents = [], isPending, error } = useAgents();
  const items = [
    {
      value: NOBODY,
      label: "Nobody (the pool)",
      icon: <UserRoundX aria-hidden className="size-4 text-ink-3" />,
    },
    ...agents.map((agent) => ({
      value: agent.name,
      label: agent.name,
      icon: <Avatar name={agent.name} presence={agent.status} />,
      hint: `${agent.in_progress}/${agent.max_capacity}`,
      keywords: [agent.role],
    })),
  ];
  return (
    <PickerList
      label="Assignee"
      placeholder="Assign to…"
      items={allowNobody ? items : items.slice(1)}
      picked={value.map((name) => name ?? NOBODY)}
      onPick={(name) => onPick(name === NOBODY ? null : name)}
      create={(typed) => (AGENT_NAME.test(typed) ? `Assign to “${typed}”, not seen yet` : null)}
      notice={isPending ? <AgentsLoading /> : error ? <AgentsFailed /> : undefined}
    />
  );
}

function AgentsLoading() {
  return (
    <p className="flex items-center gap-2 px-2 py-2 text-ink-3 text-xs">
      <Spinner label="Loading agents" /> Loading agents…
    </p>
  );
}

function AgentsFailed() {
  return (
    <p role="alert" className="px-2 py-2 text-danger text-xs">
      The list of agents did not load. Type a name instead.
    </p>
  );
}

export function AssigneePicker({ task, className }: { task: TaskWire; className?: string }) {
  const actions = useTaskActions();
  return (
    <Picker
      label="Assignee"
      className={className}
      content={(close) => (
        <AssigneeList
          value={[task.assigned_to]}
          onPick={(assigned_to) => {
            close();
            if (assigned_to !== task.assigned_to) void actions.change(task, { assigned_to });
          }}
        />
      )}
    >
      <AssigneeName name={task.assigned_to} />
    </Picker>
  );
}

/** The assignee of a task: an agent, or nobody yet. */
export function AssigneeName({ name, className }: { name: string | null; className?: string }) {
  if (name === null) {
    return (
      <span className={cn("inline-flex min-w-0 items-center gap-1.5 text-ink-3", className)}>
        <UserRound aria-hidden className="size-4" />
        Unassigned
      </span>
    );
  }
  return (
    <span className={cn("inline-flex min-w-0 items-center gap-1.5", className)}>
      <Avatar name={name} />
      <span className="truncate">{name}</span>
    </span>
  );
}
