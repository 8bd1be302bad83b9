"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useCallback, useMemo } from "react";
import { useAddress } from "@/components/sync/address/use-address";
import { hasFailed, ReadingProblem } from "@/components/sync/reading-problem";
import { cn } from "@/components/ui/cn";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { useAnnounced } from "@/components/ui/feedback/live-region";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { Timeline } from "@/components/workflows/runs/timeline/timeline";
import type { WorkflowRunWire, WorkflowStageWire } from "@/lib/workflows/shapes";
import type { TimelineWire } from "@/lib/workflows/timeline/shapes";
import { RunHeader } from "./run-header";
import { RUN_ADDRESS, type RunView } from "./run-view";
import { lookOfRun } from "./stage-look";
import { inOrder } from "./stage-order";
import { useRunCommands } from "./use-run-commands";
import { itemsOptions, useWorkflowRun } from "./use-workflow-run";

const Dag = dynamic(() => import("./graph/dag").then((room) => room.Dag), {
  loading: () => <div className="bg-canvas max-lg:flex-1 lg:h-[46%] lg:border-b dark:bg-sunken" />,
});
const RunAbout = dynamic(() => import("./run-about").then((room) => room.RunAbout), {
  loading: () => <Skeleton className="m-4 h-40" />,
});
const StagePanel = dynamic(
  () => import("@/components/workflows/runs/stage/stage-panel").then((room) => room.StagePanel),
  {
    loading: () => <Skeleton className="m-4 h-40" />,
  },
);
const FailurePanel = dynamic(() => import("./failure-panel").then((room) => room.FailurePanel), {
  loading: () => null,
});

interface RunScreenProps {
  first: WorkflowRunWire;
  times: TimelineWire;
}

/** One run of a workflow: its stages as a graph and on a timeline, with the one that is selected beside them. */
export function RunScreen({ first, times }: RunScreenProps) {
  const reading = useWorkflowRun(first);
  const run = reading.data;
  const [address, setAddress] = useAddress(RUN_ADDRESS);
  const stages = useMemo(() => inOrder(run.stages), [run.stages]);
  const stage = stages.find(({ name }) => name === address.stage) ?? null;
  const select = useCallback(
    (name: string | null, item: number | null = null) =>
      setAddress({ stage: name, item: name === null ? null : item }),
    [setAddress],
  );
  const selectStage = useCallback((name: string) => select(name), [select]);
  const selected = useMemo(
    () => ({ stage: address.stage, item: address.item }),
    [address.stage, address.item],
  );
  useRunCommands(run, stages, stage, select);
  useAnnounced(run.status === "running" ? null : `Run ${run.id} ${lookOfRun(run).label}`);
  const isOpen = stage !== null;
  return (
    <article
      aria-label={`Run ${run.id} of ${run.workflow}`}
      className="flex h-full min-h-0 min-w-0 flex-col"
    >
      <RunHeader run={run} />
      <ReadingProblem reading={reading} what="The run" />
      {hasFailed(reading) ? null : (
        <>
          {run.status === "failed" || run.attention === "blocked" ? (
            <div className={cn(isOpen && "max-lg:hidden")}>
              <FailurePanel run={run} onSelect={selectStage} />
            </div>
          ) : null}
          <div className="flex min-h-0 flex-1">
            <div className={cn("flex min-h-0 min-w-0 flex-1 flex-col", isOpen && "max-lg:hidden")}>
              <ViewSwitch view={address.view} onView={(view) => setAddress({ view })} />
              <Dag
                stages={stages}
                selected={stage?.name ?? null}
                onSelect={selectStage}
                className={cn(
                  "lg:h-[46%] lg:shrink-0 lg:border-b",
                  address.view === "graph" ? "max-lg:flex-1" : "max-lg:hidden",
                )}
              />
              <Timeline
                run={run}
                stages={stages}
                first={times}
                selected={selected}
                onSelect={select}
                className={cn("flex-1", address.view !== "timeline" && "max-lg:hidden")}
              />
              {address.view === "about" ? (
                <div className="flex min-h-0 flex-1 flex-col lg:hidden">
                  <RunAbout run={run} />
                </div>
              ) : null}
            </div>
            <aside
              aria-label={stage ? "The selected stage" : "About the run"}
              className={cn(
                "flex min-h-0 min-w-0 flex-col lg:w-[26rem] lg:shrink-0 lg:border-l 2xl:w-[34rem]",
                isOpen ? "max-lg:flex-1" : "max-lg:hidden",
              )}
            >
              {stage ? (
                <Selected
                  run={run}
                  stage={stage}
                  item={address.item}
                  tab={address.tab}
                  onTab={(tab) => setAddress({ tab })}
                  onSelect={select}
                />
              ) : (
                <RunAbout run={run} />
              )}
            </aside>
          </div>
        </>
      )}
    </article>
  );
}

interface ViewSwitchProps {
  view: RunView;
  onView: (view: RunView) => void;
}

/** On a phone one thing is shown at a time. */
function ViewSwitch({ view, onView }: ViewSwitchProps) {
  return (
    <div className="shrink-0 border-b px-3 py-1.5 lg:hidden">
      <Segmented<RunView>
        label="What is shown"
        value={view}
        onValueChange={onView}
        className="flex w-full"
      >
        <SegmentedItem value="timeline">Timeline</SegmentedItem>
        <SegmentedItem value="graph">Graph</SegmentedItem>
        <SegmentedItem value="about">About</SegmentedItem>
      </Segmented>
    </div>
  );
}

type SelectedProps = Omit<React.ComponentProps<typeof StagePanel>, "item"> & {
  item: number | null;
};

/** The selected stage, or one of its items once it is read. */
function Selected({ item, ...props }: SelectedProps & { stage: WorkflowStageWire }) {
  const { data } = useQuery({
    ...itemsOptions(props.run.id, props.stage.name),
    enabled: item !== null && props.stage.items !== undefined,
  });
  const shown = item === null ? null : (data?.find(({ index }) => index === item) ?? null);
  return <StagePanel key={`${props.stage.name}/${item}`} {...props} item={shown} />;
}
