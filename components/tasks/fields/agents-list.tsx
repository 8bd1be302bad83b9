"use client";

import { useAgents } from "@/components/sync/data/use-agents";
import { Avatar } from "@/components/ui/display/avatar";
import { PickerList } from "./picker";

interface AgentsListProps {
  label: string;
  value: readonly string[];
  onToggle: (agent: string) => void;
}

/** The known agents, of which several may be chosen. */
export function AgentsList({ label, value, onToggle }: AgentsListProps) {
  const { data: agents = [] } = useAgents();
  return (
    <PickerList
      label={label}
      placeholder="Find an agent…"
      items={agents.map((agent) => ({
        value: agent.name,
        label: agent.name,
        icon: <Avatar name={agent.name} presence={agent.status} />,
        hint: `${agent.in_progress}/${agent.max_capacity}`,
        keywords: [agent.role],
      }))}
      picked={value}
      onPick={onToggle}
    />
  );
}
