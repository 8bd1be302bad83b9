import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { RunCost, SuccessRate } from "@/components/agents/one/figures";
import type { RuntimeTrouble } from "@/components/agents/runtime-trouble";
import { RUNTIME } from "@/components/agents/runtimes";
import { agentHref } from "@/components/shell/nav";
import { cn } from "@/components/ui/cn";
import { Avatar } from "@/components/ui/display/avatar";
import { PresenceDot } from "@/components/ui/display/presence-dot";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Table, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/display/table";
import { useRovingStop } from "@/components/ui/list/use-roving-stop";
import type { AgentWire } from "@/lib/agents/shapes";
import type { StatisticsWire } from "@/lib/runs/shapes";
import { CapacityMeter } from "./capacity-meter";
import { CurrentTask } from "./current-task";
import { dispatchModelOf, type FleetGroup, modelOf, type SortKey } from "./fleet";
import type { CurrentTaskWire } from "./use-current-tasks";
import type { FleetFilterState } from "./use-fleet-filter";

export type FleetProps = {
  groups: readonly FleetGroup[];
  statistics: ReadonlyMap<string, StatisticsWire>;
  tasks: ReadonlyMap<string, readonly CurrentTaskWire[]>;
  troubles: ReadonlyMap<string, RuntimeTrouble>;
};

const COLUMNS = 7;

export function AgentTable({
  groups,
  filter,
  statistics,
  tasks,
  troubles,
}: FleetProps & { filter: FleetFilterState }) {
  const { tabIndexOf, listProps } = useRovingStop(
    "agent",
    groups.flatMap(({ agents }) => agents.map(({ id }) => id)),
  );
  return (
    <div className="max-md:hidden" {...listProps}>
      <Table label="Agents" className="table-fixed">
        <TableHead>
          <tr>
            <SortHeader by="name" filter={filter} className="w-[19%] max-xl:w-[26%]">
              Agent
            </SortHeader>
            <TableHeader className="w-[33%]">Working on</TableHeader>
            <SortHeader by="load" filter={filter} className="w-[12%]">
              Capacity
            </SortHeader>
            <TableHeader className="w-[15%] max-xl:hidden">Runtime</TableHeader>
            <SortHeader by="seen" filter={filter} className="w-[10%]">
              Last seen
            </SortHeader>
            <SortHeader by="success" filter={filter} numeric className="w-[9%]">
              Success
            </SortHeader>
            <SortHeader by="cost" filter={filter} numeric className="w-[9%]">
              Cost
            </SortHeader>
          </tr>
        </TableHead>
        {groups.map((group) => (
          <tbody key={group.presence ?? "sorted"} className="divide-y divide-line border-b">
            {group.presence ? (
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={COLUMNS}
                  className="h-8 bg-sunken px-4 text-left font-medium"
                >
                  <span className="flex items-center gap-2">
                    <PresenceDot presence={group.presence} className="font-medium" />
                    <span className="font-normal text-ink-3 text-xs tabular-nums">
                      {group.agents.length}
                    </span>
                  </span>
                </th>
              </tr>
            ) : null}
            {group.agents.map((agent) => (
              <AgentRow
                key={agent.id}
                agent={agent}
                tabIndex={tabIndexOf(agent.id)}
                statistics={statistics.get(agent.name)}
                tasks={tasks.get(agent.name)}
                trouble={troubles.get(agent.name)}
              />
            ))}
          </tbody>
        ))}
      </Table>
    </div>
  );
}

type AgentRowProps = {
  agent: AgentWire;
  tabIndex: 0 | -1;
  statistics: StatisticsWire | undefined;
  tasks: readonly CurrentTaskWire[] | undefined;
  trouble: RuntimeTrouble | undefined;
};

function AgentRow({ agent, tabIndex, statistics, tasks, trouble }: AgentRowProps) {
  return (
    <TableRow className="relative has-[[data-row]:focus-visible]:bg-selected">
      <TableCell className="h-13">
        <span className="flex min-w-0 items-center gap-3">
          <Avatar name={agent.name} size="md" presence={agent.status} />
          <span className="min-w-0">
            <Link
              prefetch={false}
              href={agentHref(agent.name)}
              data-row="agent"
              tabIndex={tabIndex}
              className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:-outline-offset-2 focus-visible:after:outline-2 focus-visible:after:outline-focus"
            >
              {agent.name}
            </Link>
            <span className="block truncate text-ink-3 text-xs">{agent.role}</span>
          </span>
        </span>
      </TableCell>
      <TableCell>
        <CurrentTask agent={agent} tasks={tasks} trouble={trouble} />
      </TableCell>
      <TableCell>
        <CapacityMeter taken={agent.in_progress} capacity={agent.max_capacity} />
      </TableCell>
      <TableCell className="max-xl:hidden">
        <span className="block truncate">{RUNTIME[agent.runtime].label}</span>
        <span className="block truncate text-ink-3 text-xs">
          {dispatchModelOf(agent) || modelOf(agent)}
        </span>
      </TableCell>
      <TableCell className="text-ink-2 text-xs">
        {agent.last_seen === null ? (
          <span className="text-ink-3">Never</span>
        ) : (
          <span className="relative">
            <RelativeTime time={agent.last_seen} />
          </span>
        )}
      </TableCell>
      <TableCell numeric>
        <span className="relative">
          <SuccessRate statistics={statistics} />
        </span>
      </TableCell>
      <TableCell numeric>
        <span className="relative">
          <RunCost statistics={statistics} />
        </span>
      </TableCell>
    </TableRow>
  );
}

type SortHeaderProps = {
  by: SortKey;
  filter: FleetFilterState;
  numeric?: boolean;
  className?: string;
  children: string;
};

function SortHeader({ by, filter, numeric, className, children }: SortHeaderProps) {
  const active = filter.sort?.by === by;
  const Arrow = filter.sort?.descending ? ArrowDown : ArrowUp;
  const order = filter.sort?.descending ? "descending" : "ascending";
  return (
    <TableHeader numeric={numeric} className={className} aria-sort={active ? order : "none"}>
      <button
        type="button"
        onClick={() => void filter.sortBy(by)}
        className={cn(
          "-mx-1 inline-flex items-center gap-1 rounded-sm px-1 py-0.5 hover:text-ink",
          numeric && "flex-row-reverse",
          active && "text-ink",
        )}
      >
        {children}
        {active ? <Arrow aria-hidden className="size-3" /> : null}
      </button>
    </TableHeader>
  );
}
