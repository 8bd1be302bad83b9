"use client";

import { Plus, SearchX } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { ConnectGuide } from "@/components/agents/keys/connect-guide";
import { useStatistics } from "@/components/agents/one/use-statistics";
import { type FleetAgent, troubleOf } from "@/components/agents/runtime-trouble";
import type { SoulChoice } from "@/components/agents/soul/template-menu";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { agentHref } from "@/components/shell/nav";
import { useRuntimes } from "@/components/sync/data/use-runtimes";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { PageHeader } from "@/components/ui/display/page-header";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { useAnnounced } from "@/components/ui/feedback/live-region";
import type { StatisticsWire } from "@/lib/runs/shapes";
import type { RuntimesWire } from "@/lib/runtimes/shapes";
import { AgentCards } from "./agent-cards";
import { AgentTable } from "./agent-table";
import { AgentsToolbar } from "./agents-toolbar";
import { CreateAgentDialog } from "./create-agent-dialog";
import { arrangeFleet, filterFleet } from "./fleet";
import type { CurrentTaskWire } from "./use-current-tasks";
import { useCurrentTasks } from "./use-current-tasks";
import { useFleet } from "./use-fleet";
import { useFleetFilter } from "./use-fleet-filter";
import { useRowKeys } from "./use-row-keys";

type AgentsScreenProps = {
  agents: FleetAgent[];
  /** Null for viewers, who may not read them. */
  runtimes: RuntimesWire | null;
  statistics: StatisticsWire[];
  currentTasks: CurrentTaskWire[];
  souls: readonly SoulChoice[];
  /** The address of this installation, as the browser requested it. */
  origin: string;
};

/** The fleet: each agent's presence, work, load, success rate and cost. */
export function AgentsScreen({
  souls,
  origin,
  runtimes: knownRuntimes,
  ...initial
}: AgentsScreenProps) {
  const router = useRouter();
  const { canWrite } = useViewer();
  const fleet = useFleet(initial.agents);
  const agents = fleet.data;
  const statistics = useStatistics(initial.statistics);
  const tasks = useCurrentTasks(initial.currentTasks);
  const runtimes = useRuntimes(knownRuntimes)?.runtimes;
  const filter = useFleetFilter();
  const { set } = filter;

  const shown = filterFleet(agents, filter);
  const groups = arrangeFleet(shown, filter.sort, (name) => statistics.get(name));
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "agent.create",
        label: "Create agent",
        group: "Agents",
        icon: Plus,
        keywords: ["new", "add", "register", "connect"],
        enabled: canWrite,
        run: () => void set({ create: true }),
      },
    ],
    [canWrite, set],
  );
  useCommands(commands);
  useRowKeys("agent");
  useAnnounced(filter.isFiltered ? `${shown.length} of ${agents.length} agents` : null);

  const troubles = new Map(
    agents.flatMap((agent) => {
      const trouble = troubleOf(agent, runtimes);
      return trouble ? [[agent.name, trouble] as const] : [];
    }),
  );
  const taken = agents.reduce((sum, agent) => sum + agent.in_progress, 0);
  const places = agents.reduce((sum, agent) => sum + agent.max_capacity, 0);
  return (
    <>
      <PageHeader
        title="Agents"
        meta={agents.length > 0 ? `${agents.length} · ${taken} of ${places} places taken` : null}
      >
        <Link href="/profiles" className={buttonVariants()}>
          Profiles
        </Link>
        {canWrite ? (
          <Button
            variant={agents.length > 0 ? "primary" : "secondary"}
            onClick={() => set({ create: true })}
          >
            <Plus className="size-4" />
            Create agent
          </Button>
        ) : null}
      </PageHeader>
      {agents.length > 0 ? <AgentsToolbar agents={agents} filter={filter} /> : null}
      <ReadingProblem reading={fleet} what="The list of agents" />
      {agents.length === 0 ? <ConnectGuide origin={origin} /> : null}
      {agents.length > 0 && shown.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title="No agent matches"
          description="Nobody in the fleet fits these filters."
        >
          <Button onClick={() => filter.clear()}>Clear filters</Button>
        </EmptyState>
      ) : null}
      {shown.length > 0 ? (
        <>
          <AgentTable
            groups={groups}
            filter={filter}
            statistics={statistics}
            tasks={tasks}
            troubles={troubles}
          />
          <AgentCards groups={groups} statistics={statistics} tasks={tasks} troubles={troubles} />
        </>
      ) : null}
      {canWrite ? (
        <CreateAgentDialog
          open={filter.create}
          onOpenChange={(open) => void set({ create: open ? true : null, openclaw: null })}
          openclawId={filter.openclaw}
          runtimes={runtimes}
          souls={souls}
          onCreated={(agent) => router.push(agentHref(agent.name))}
        />
      ) : null}
    </>
  );
}
