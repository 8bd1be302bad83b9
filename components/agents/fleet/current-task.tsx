import type { RuntimeTrouble } from "@/components/agents/runtime-trouble";
import { TroubleLine } from "@/components/agents/trouble";
import { Elapsed } from "@/components/ui/display/elapsed";
import type { AgentWire } from "@/lib/agents/shapes";
import type { CurrentTaskWire } from "./use-current-tasks";

type CurrentTaskProps = {
  agent: AgentWire;
  tasks: readonly CurrentTaskWire[] | undefined;
  trouble: RuntimeTrouble | undefined;
};

/** An agent's current task in one line and its duration in a second; without a task, its last activity. */
export function CurrentTask({ agent, tasks = [], trouble }: CurrentTaskProps) {
  const [first] = tasks;
  if (!first && trouble) return <TroubleLine trouble={trouble} />;
  if (!first) return <WithoutWork agent={agent} />;
  const more = agent.in_progress - 1;
  return (
    <span className="block min-w-0">
      <span className="flex min-w-0 items-baseline gap-1.5">
        <span className="shrink-0 font-mono text-2xs text-ink-3">{first.ticket_ref}</span>
        <span className="truncate">{first.title}</span>
      </span>
      <span className="block text-ink-3 text-xs">
        {first.request_id ? (
          <span className="text-accent-ink">Waits for an answer</span>
        ) : first.claimed_at === null ? (
          "In progress"
        ) : (
          <Elapsed since={first.claimed_at} />
        )}
        {more > 0 ? ` · and ${more} more` : null}
      </span>
    </span>
  );
}

function WithoutWork({ agent }: { agent: AgentWire }) {
  if (agent.in_progress > 0) {
    return (
      <span className="text-ink-2">
        {agent.in_progress === 1 ? "1 task" : `${agent.in_progress} tasks`}
      </span>
    );
  }
  if (agent.last_seen === null && agent.runtime === "pull") {
    return <span className="text-ink-3">Has not connected yet</span>;
  }
  const said = agent.last_activity;
  return (
    <span className="block truncate text-ink-3">
      {said ? (agent.status === "offline" ? `Last: ${said}` : said) : "Nothing in progress"}
    </span>
  );
}
