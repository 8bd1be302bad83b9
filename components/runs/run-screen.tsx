"use client";

import dynamic from "next/dynamic";
import { useMemo, useRef } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { asOneOf, orElse } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";
import { useTask } from "@/components/sync/data/use-task";
import { hasFailed, ReadingProblem } from "@/components/sync/reading-problem";
import { useOpenRequests } from "@/components/tasks/requests/use-requests";
import { RunEnd } from "@/components/tasks/runs/one/run-end";
import { type RunDetail, useRun, useRunEvidence } from "@/components/tasks/runs/one/use-run";
import { lookOfRun } from "@/components/tasks/runs/run-words";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/controls/tabs";
import { useAnnounced } from "@/components/ui/feedback/live-region";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import type { TaskWire } from "@/lib/tasks/shapes";
import { RunFacts } from "./run-facts";
import { RunHeader } from "./run-header";

const Loading = () => <Skeleton className="m-4 h-24" />;
const RunLogTab = dynamic(
  () => import("@/components/tasks/runs/one/run-log-tab").then((room) => room.RunLogTab),
  {
    loading: Loading,
  },
);
const RunChanges = dynamic(
  () => import("@/components/tasks/runs/one/run-changes").then((room) => room.RunChanges),
  {
    loading: Loading,
  },
);
const RunChecks = dynamic(
  () => import("@/components/tasks/runs/one/run-checks").then((room) => room.RunChecks),
  {
    loading: Loading,
  },
);
const RunTexts = dynamic(
  () => import("@/components/tasks/runs/one/run-texts").then((room) => room.RunTexts),
  {
    loading: Loading,
  },
);
const SteerBox = dynamic(
  () => import("@/components/tasks/runs/one/steer-box").then((room) => room.SteerBox),
  {
    loading: () => null,
  },
);
const RunRequests = dynamic(() => import("./run-requests").then((room) => room.RunRequests), {
  loading: () => null,
});

const TABS = ["log", "result", "changes", "checks", "prompt"] as const;
type Tab = (typeof TABS)[number];
const ADDRESS = { tab: orElse(asOneOf(TABS), "log") };

interface RunScreenProps {
  first: RunDetail;
  /** Null where it has none, or the reader may not see it. */
  task: TaskWire | null;
  /** Whether another run opened it, or it opened others. */
  inTree: boolean;
}

/** One attempt of an agent: what it says, what it changed, how its checks ended, what it cost and what became of it. */
export function RunScreen({ first, task: initialTask, inTree }: RunScreenProps) {
  const reading = useRun(first);
  const { run, limits } = reading.data;
  const evidence = useRunEvidence(run.id);
  const [{ tab }, setAddress] = useAddress(ADDRESS);
  const { data: open } = useOpenRequests();
  const requests = open?.requests.filter(({ run_id }) => run_id === run.id) ?? [];
  const focusSearch = useRef<() => void>(() => undefined);
  const look = lookOfRun(run);
  useAnnounced(run.outcome === null ? null : `Run ${run.id} ${look.word}`);
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "run.search",
        label: "Search in the log",
        group: "Run",
        keys: ["/", "mod+f"],
        enabled: tab === "log",
        run: () => focusSearch.current(),
      },
      ...TABS.map((each, at) => ({
        id: `run.${each}`,
        label: `${LABEL[each]} of the run`,
        group: "Run",
        keys: String(at + 1),
        // Digits answer what the run asks.
        enabled: requests.length === 0,
        run: () => setAddress({ tab: each }),
      })),
    ],
    [tab, setAddress, requests.length],
  );
  useCommands(commands);

  const checks = evidence.data?.evidence.checks ?? [];
  const counts: Partial<Record<Tab, number>> = {
    changes: evidence.data?.change?.files.length,
    checks: checks.length === 0 ? undefined : checks.length,
  };
  return (
    <article
      aria-label={`Run ${run.id}`}
      className="flex h-full min-h-0 min-w-0 flex-col max-lg:h-auto max-lg:shrink-0"
    >
      <WithTask task={initialTask}>
        {(task) => <RunHeader run={run} task={task} inTree={inTree} />}
      </WithTask>
      <ReadingProblem reading={reading} what="The run" />
      {hasFailed(reading) ? null : (
        <div className="flex min-h-0 flex-1 max-lg:flex-none max-lg:flex-col">
          <div className="flex min-h-0 min-w-0 flex-1 flex-col max-lg:flex-none">
            {requests.length > 0 ? <RunRequests requests={requests} /> : null}
            <RunEnd run={run} />
            <Tabs
              value={tab}
              onValueChange={(next) => setAddress({ tab: next as Tab })}
              className="flex min-h-0 flex-1 flex-col max-lg:flex-none"
            >
              <TabsList aria-label={`About run ${run.id}`}>
                {TABS.map((each) => (
                  <TabsTrigger key={each} value={each} count={counts[each]}>
                    {LABEL[each]}
                  </TabsTrigger>
                ))}
              </TabsList>
              <TabsContent
                value="log"
                tabIndex={-1}
                className="flex min-h-0 flex-col max-lg:h-[65dvh] max-lg:flex-none max-lg:data-[state=inactive]:h-0"
              >
                <RunLogTab
                  run={run}
                  onSearchReady={(focus) => {
                    focusSearch.current = focus;
                  }}
                />
              </TabsContent>
              <TabsContent value="result" className="overflow-y-auto">
                <RunTexts run={run} which="output" />
              </TabsContent>
              <TabsContent value="changes" className="overflow-y-auto">
                <RunChanges run={run} reading={evidence} />
              </TabsContent>
              <TabsContent value="checks" className="overflow-y-auto">
                <RunChecks reading={evidence} />
              </TabsContent>
              <TabsContent value="prompt" className="overflow-y-auto">
                <RunTexts run={run} which="prompt" />
              </TabsContent>
            </Tabs>
            <SteerBox run={run} />
          </div>
          <RunFacts run={run} limits={limits} />
        </div>
      )}
    </article>
  );
}

const LABEL: Record<Tab, string> = {
  log: "Log",
  result: "Result",
  changes: "Changes",
  checks: "Checks",
  prompt: "Prompt",
};

interface WithTaskProps {
  task: TaskWire | null;
  children: (task: TaskWire | null) => React.ReactNode;
}

/** The task as it is now. */
function WithTask({ task, children }: WithTaskProps) {
  return task === null ? children(null) : <Current initial={task}>{children}</Current>;
}

function Current({
  initial,
  children,
}: {
  initial: TaskWire;
  children: (task: TaskWire) => React.ReactNode;
}) {
  const { data } = useTask(initial.id, initial);
  return children(data?.task ?? initial);
}
