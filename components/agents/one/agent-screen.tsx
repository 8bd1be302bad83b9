"use client";

import { MessagesSquare, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { CurrentWork } from "@/components/agents/fleet/current-work";
import { troubleOf } from "@/components/agents/runtime-trouble";
import type { SoulChoice } from "@/components/agents/soul/template-menu";
import { TroubleNotice } from "@/components/agents/trouble";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { asOneOf, orElse } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";
import { ApiError } from "@/components/sync/api";
import { useRuntimes } from "@/components/sync/data/use-runtimes";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/controls/tabs";
import { toast } from "@/components/ui/overlays/toast";
import type { AgentWire, Slice } from "@/lib/agents/shapes";
import type { RunWire, StatisticsWire } from "@/lib/runs/shapes";
import type { RuntimesWire } from "@/lib/runtimes/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";
import { AgentGone } from "./agent-gone";
import { AgentHeader } from "./agent-header";
import { DeleteAgentDialog } from "./delete-agent-dialog";
import { OverviewTab } from "./overview-tab";
import { useAgent, useOpenTasks } from "./use-agent";
import { useStatistics } from "./use-statistics";

const SoulTab = dynamic(() =>
  import("@/components/agents/soul/soul-tab").then((room) => room.SoulTab),
);
const KeysTab = dynamic(() =>
  import("@/components/agents/keys/keys-tab").then((room) => room.KeysTab),
);
const WorkTab = dynamic(() => import("./work-tab").then((room) => room.WorkTab));
const ActivityTab = dynamic(() => import("./activity-tab").then((room) => room.ActivityTab));

const AgentWhy = dynamic(
  () => import("@/components/tasks/why/why-lines").then((room) => room.AgentWhy),
  { loading: () => null },
);
const AgentRequests = dynamic(() =>
  import("@/components/tasks/requests/agent-requests").then((room) => room.AgentRequests),
);

const TABS = ["overview", "soul", "work", "keys", "activity"] as const;
type Tab = (typeof TABS)[number];
const ADDRESS = { tab: orElse(asOneOf(TABS), "overview") };

type AgentScreenProps = {
  agent: AgentWire;
  statistics: StatisticsWire | null;
  tasks: TaskWire[];
  runs: RunWire[];
  /** Null for viewers, who may not read them. */
  runtimes: RuntimesWire | null;
  day: Slice[];
  /** The shipped templates, filled in for this agent. */
  souls: readonly SoulChoice[];
  origin: string;
};

/** One agent: its current work, its settings and its history. */
export function AgentScreen({ agent: initial, souls, origin, ...first }: AgentScreenProps) {
  const router = useRouter();
  const { role, canWrite } = useViewer();
  const [{ tab }, setAddress] = useAddress(ADDRESS, { history: "push" });
  const [deleting, setDeleting] = useState(false);
  const self = useAgent(initial);
  const agent = self.data;
  const open = useOpenTasks(agent, first.tasks);
  const statistics = useStatistics(first.statistics ? [first.statistics] : [], agent.name).get(
    agent.name,
  );

  const runtimes = useRuntimes(first.runtimes)?.runtimes;

  const isAdmin = role === "admin";
  const commands = useMemo<Command[]>(
    () => [
      ...TABS.filter((each) => each !== "keys" || isAdmin).map((each) => ({
        id: `agent.${each}`,
        label: `${TAB_LABEL[each]} of ${initial.name}`,
        group: "Agent",
        run: () => setAddress({ tab: each }),
      })),
      {
        id: "agent.ask",
        label: `Ask ${initial.name}`,
        group: "Agent",
        icon: MessagesSquare,
        keywords: ["question", "prompt", "chat"],
        run: () => router.push(`/ask?agents=${encodeURIComponent(initial.name)}`),
      },
      {
        id: "agent.delete",
        label: `Delete agent ${initial.name}`,
        group: "Agent",
        icon: Trash2,
        enabled: isAdmin,
        run: () => setDeleting(true),
      },
    ],
    [initial.name, isAdmin, setAddress, router],
  );
  useCommands(commands);

  if (self.error instanceof ApiError && self.error.status === 404) {
    return <AgentGone name={agent.name} />;
  }
  const tasks = open.data.pages.flatMap((page) => page.tasks);
  const assigned = tasks.filter(({ status }) => status === "assigned").length;
  const trouble = troubleOf(agent, runtimes, assigned);
  return (
    <>
      <AgentHeader agent={agent} onDelete={isAdmin ? () => setDeleting(true) : undefined} />
      <ReadingProblem reading={self} what="The agent" />
      {trouble ? <TroubleNotice agent={agent.name} trouble={trouble} /> : null}
      <AgentRequests agent={agent.name} />
      <AgentWhy id={agent.id} />
      <CurrentWork agent={agent} tasks={tasks} />
      <Tabs
        value={tab}
        onValueChange={(next) => setAddress({ tab: next as Tab })}
        className="flex min-h-0 flex-1 flex-col"
      >
        <TabsList
          aria-label={`About ${agent.name}`}
          className="sticky top-0 z-10 bg-panel sm:top-14"
        >
          {TABS.map((each) => (
            <TabsTrigger
              key={each}
              value={each}
              count={each === "work" ? (open.data.pages[0]?.total ?? tasks.length) : undefined}
            >
              {TAB_LABEL[each]}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="overview">
          <OverviewTab agent={agent} statistics={statistics} day={first.day} origin={origin} />
        </TabsContent>
        {/* Stays mounted, so that a draft survives a switch to another tab. */}
        <TabsContent value="soul" forceMount className="flex flex-col data-[state=inactive]:hidden">
          <SoulTab agent={agent} souls={souls} canEdit={canWrite} active={tab === "soul"} />
        </TabsContent>
        <TabsContent value="work">
          <WorkTab agent={agent} open={open} initialRuns={first.runs} />
        </TabsContent>
        <TabsContent value="keys">
          <KeysTab agent={agent} origin={origin} allowed={isAdmin} />
        </TabsContent>
        <TabsContent value="activity">
          <ActivityTab agent={agent} />
        </TabsContent>
      </Tabs>
      {isAdmin ? (
        <DeleteAgentDialog
          agent={agent}
          tasks={tasks}
          open={deleting}
          onOpenChange={setDeleting}
          onDeleted={() => {
            router.push("/agents");
            toast.success(`Deleted ${agent.name}`);
          }}
        />
      ) : null}
    </>
  );
}

const TAB_LABEL: Record<Tab, string> = {
  overview: "Overview",
  soul: "SOUL",
  work: "Work",
  keys: "Keys",
  activity: "Activity",
};
