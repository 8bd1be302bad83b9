"use client";

import { ListChecks } from "lucide-react";
import { useRowKeys } from "@/components/agents/fleet/use-row-keys";
import { asOneOf, orElse } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Button } from "@/components/ui/controls/button";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { STATUS } from "@/components/ui/display/status";
import { StatusBadge } from "@/components/ui/display/status-badge";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import type { AgentWire } from "@/lib/agents/shapes";
import type { RunWire } from "@/lib/runs/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";
import { AgentRuns } from "./agent-runs";
import { AgentTaskRow } from "./agent-task-row";
import { useFinishedTasks, type useOpenTasks } from "./use-agent";

const VIEWS = ["open", "finished", "runs"] as const;
type View = (typeof VIEWS)[number];
const WORK = { work: orElse(asOneOf(VIEWS), "open") };

type WorkTabProps = {
  agent: AgentWire;
  open: ReturnType<typeof useOpenTasks>;
  initialRuns: RunWire[];
};

/** The agent's current work, past tasks and runs. */
export function WorkTab({ agent, open, initialRuns }: WorkTabProps) {
  const [{ work: view }, setView] = useAddress(WORK);
  useRowKeys("task");
  return (
    <>
      <div className="flex items-center gap-2 border-b px-4 py-2">
        <Segmented<View> label="Show" value={view} onValueChange={(work) => setView({ work })}>
          <SegmentedItem value="open">Open</SegmentedItem>
          <SegmentedItem value="finished">Finished</SegmentedItem>
          <SegmentedItem value="runs">Runs</SegmentedItem>
        </Segmented>
      </div>
      {view === "open" ? <OpenTasks agent={agent} open={open} /> : null}
      {view === "finished" ? <FinishedTasks agent={agent} /> : null}
      {view === "runs" ? <AgentRuns agent={agent} initial={initialRuns} /> : null}
    </>
  );
}

const OPEN_ORDER = ["in_progress", "review", "blocked", "assigned"] as const;

function OpenTasks({ agent, open }: { agent: AgentWire; open: WorkTabProps["open"] }) {
  const tasks = open.data.pages.flatMap((page) => page.tasks);
  if (tasks.length === 0) {
    return (
      <EmptyState
        icon={ListChecks}
        title="Nothing to do"
        description={`Assign ${agent.name} a task, or leave one in the pool: it takes the most urgent when it polls.`}
      />
    );
  }
  return (
    <>
      <ReadingProblem reading={open} what="The open tasks" />
      {OPEN_ORDER.map((status) => {
        const group = tasks.filter((task) => task.status === status);
        if (group.length === 0) return null;
        return (
          <section key={status} aria-label={STATUS[status].label}>
            <h2 className="flex h-8 items-center gap-2 border-b bg-sunken px-4">
              <StatusBadge status={status} />
              <span className="text-ink-3 text-xs tabular-nums">{group.length}</span>
            </h2>
            <TaskList tasks={group} />
          </section>
        );
      })}
      <More query={open} />
    </>
  );
}

function FinishedTasks({ agent }: { agent: AgentWire }) {
  const finished = useFinishedTasks(agent);
  if (finished.isPending) return <SkeletonRows label="Loading finished tasks" />;
  if (!finished.data) return <ReadingProblem reading={finished} what="The finished tasks" />;
  const tasks = finished.data.pages.flatMap((page) => page.tasks);
  if (tasks.length === 0) {
    return (
      <EmptyState
        icon={ListChecks}
        title="Nothing finished yet"
        description="Done, failed and cancelled tasks stand here."
      />
    );
  }
  return (
    <>
      <ReadingProblem reading={finished} what="The finished tasks" />
      <TaskList tasks={tasks} withStatus />
      <More query={finished} />
    </>
  );
}

function TaskList({
  tasks,
  withStatus = false,
}: {
  tasks: readonly TaskWire[];
  withStatus?: boolean;
}) {
  return (
    <ul className="divide-y divide-line border-b">
      {tasks.map((task) => (
        <AgentTaskRow key={task.id} task={task} withStatus={withStatus} />
      ))}
    </ul>
  );
}

interface MoreQuery {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
}

/** Loads the next page of a list. */
export function More({ query }: { query: MoreQuery }) {
  if (!query.hasNextPage) return null;
  return (
    <div className="flex flex-wrap items-center justify-center gap-3 p-4">
      {query.isFetchNextPageError ? (
        <p role="alert" className="text-danger text-sm">
          The next ones did not load.
        </p>
      ) : null}
      <Button pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        Show more
      </Button>
    </div>
  );
}
