import Link from "next/link";
import { RunCost, SuccessRate } from "@/components/agents/one/figures";
import type { RuntimeTrouble } from "@/components/agents/runtime-trouble";
import { RUNTIME } from "@/components/agents/runtimes";
import { agentHref } from "@/components/shell/nav";
import { Avatar } from "@/components/ui/display/avatar";
import { PresenceDot } from "@/components/ui/display/presence-dot";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { useRovingStop } from "@/components/ui/list/use-roving-stop";
import type { AgentWire } from "@/lib/agents/shapes";
import type { StatisticsWire } from "@/lib/runs/shapes";
import type { FleetProps } from "./agent-table";
import { CapacityMeter } from "./capacity-meter";
import { CurrentTask } from "./current-task";
import { dispatchModelOf, modelOf } from "./fleet";
import type { CurrentTaskWire } from "./use-current-tasks";

/** The fleet on a phone. */
export function AgentCards({ groups, statistics, tasks, troubles }: FleetProps) {
  const { tabIndexOf, listProps } = useRovingStop(
    "agent",
    groups.flatMap(({ agents }) => agents.map(({ id }) => id)),
  );
  return (
    <div className="md:hidden" {...listProps}>
      {groups.map((group) => (
        <section key={group.presence ?? "sorted"} aria-label={group.presence ?? "Agents"}>
          {group.presence ? (
            <h2 className="flex h-9 items-center gap-2 border-b bg-sunken px-4">
              <PresenceDot presence={group.presence} className="font-medium" />
              <span className="text-ink-3 text-xs tabular-nums">{group.agents.length}</span>
            </h2>
          ) : null}
          <ul className="divide-y divide-line border-b">
            {group.agents.map((agent) => (
              <li key={agent.id}>
                <AgentCard
                  agent={agent}
                  tabIndex={tabIndexOf(agent.id)}
                  statistics={statistics.get(agent.name)}
                  tasks={tasks.get(agent.name)}
                  trouble={troubles.get(agent.name)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

type AgentCardProps = {
  agent: AgentWire;
  tabIndex: 0 | -1;
  statistics: StatisticsWire | undefined;
  tasks: readonly CurrentTaskWire[] | undefined;
  trouble: RuntimeTrouble | undefined;
};

function AgentCard({ agent, tabIndex, statistics, tasks, trouble }: AgentCardProps) {
  const model = dispatchModelOf(agent) || modelOf(agent);
  return (
    <Link
      prefetch={false}
      href={agentHref(agent.name)}
      data-row="agent"
      tabIndex={tabIndex}
      className="flex flex-col gap-2.5 px-4 py-3 active:bg-hover focus-visible:-outline-offset-2"
    >
      <span className="flex items-center gap-3">
        <Avatar name={agent.name} size="lg" presence={agent.status} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium text-base">{agent.name}</span>
          <span className="block truncate text-ink-3 text-xs">
            {agent.role} · {RUNTIME[agent.runtime].label}
            {model ? ` · ${model}` : null}
          </span>
        </span>
        <CapacityMeter taken={agent.in_progress} capacity={agent.max_capacity} />
      </span>
      <CurrentTask agent={agent} tasks={tasks} trouble={trouble} />
      <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-2 text-xs">
        <span>
          {agent.last_seen === null ? "Never seen" : <RelativeTime time={agent.last_seen} />}
        </span>
        <span>
          <span className="text-ink-3">Success </span>
          <SuccessRate statistics={statistics} />
        </span>
        <span>
          <span className="text-ink-3">Cost </span>
          <RunCost statistics={statistics} />
        </span>
      </span>
    </Link>
  );
}
