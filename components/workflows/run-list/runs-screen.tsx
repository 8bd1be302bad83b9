"use client";

import { Play } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useAddress } from "@/components/sync/address/use-address";
import { hasFailed, ReadingProblem } from "@/components/sync/reading-problem";
import { ReadOnlyBadge, useViewer } from "@/components/sync/viewer";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { FoldedOnPhone } from "@/components/ui/controls/page-toolbar";
import { PageHeader } from "@/components/ui/display/page-header";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { VirtualList, type VirtualListHandle } from "@/components/ui/list/virtual-list";
import { workflowRunHref } from "@/components/workflows/links";
import { WorkflowTabs } from "@/components/workflows/workflow-tabs";
import { RunRow } from "./run-row";
import { RunsFilters } from "./runs-filters";
import { narrowedBy, RUNS_ADDRESS } from "./runs-view";
import { type FirstRuns, useRuns } from "./use-runs";
import { useRunsCommands } from "./use-runs-commands";

const RunsBulkBar = dynamic(() => import("./runs-bulk-bar").then((room) => room.RunsBulkBar), {
  loading: () => null,
});

/** The runs of all workflows, newest first, with filters and what may be done with several. */
export function RunsScreen({ first }: { first: FirstRuns }) {
  const [view, setView] = useAddress(RUNS_ADDRESS);
  const { reading, runs } = useRuns(view, first);
  const { canWrite } = useViewer();
  const router = useRouter();
  const list = useRef<VirtualListHandle | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const last = useRef<number | null>(null);
  const selected = useMemo(() => runs.filter(({ id }) => chosen.has(id)), [runs, chosen]);
  const at = runs.findIndex(({ id }) => id === cursor);

  const order = useRef(runs);
  useLayoutEffect(() => {
    order.current = runs;
  });
  const select = useCallback((id: number, range: boolean) => {
    setChosen((before) => {
      const ids = order.current.map((run) => run.id);
      const [from, to] = [ids.indexOf(last.current ?? -1), ids.indexOf(id)];
      last.current = id;
      if (range && from !== -1 && to !== -1)
        return new Set([...before, ...ids.slice(Math.min(from, to), Math.max(from, to) + 1)]);
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const clear = useCallback(() => setChosen(new Set()), []);
  const selectAll = useCallback(() => setChosen(new Set(order.current.map(({ id }) => id))), []);

  useRunsCommands({
    canWrite,
    current: runs[at]?.id ?? null,
    isSelecting: selected.length > 0,
    move(by) {
      const next = at === -1 ? (by === 1 ? 0 : runs.length - 1) : at + by;
      const run = runs[next];
      if (!run) return;
      setCursor(run.id);
      list.current?.focus(next);
    },
    open: (id) => router.push(workflowRunHref(id)),
    select: (id) => select(id, false),
    selectAll,
    clear,
  });

  const filtered = narrowedBy(view) > 0;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <PageHeader title="Workflows" meta={<ReadOnlyBadge />} />
      <WorkflowTabs current="runs" />
      {runs.length > 0 || filtered ? (
        <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-1 border-b px-3 py-1">
          <FoldedOnPhone active={narrowedBy(view)}>
            <RunsFilters view={view} runs={runs} onChange={setView} />
          </FoldedOnPhone>
        </div>
      ) : null}
      <ReadingProblem reading={reading} what="The list of runs" />
      {hasFailed(reading) ? null : runs.length > 0 ? (
        <section
          aria-label="Runs of workflows"
          aria-busy={reading.isPlaceholderData}
          className="flex min-h-0 flex-1 flex-col aria-busy:opacity-60"
        >
          <VirtualList
            ref={list}
            items={runs}
            keyOf={({ id }) => id}
            estimate={() => 49}
            label="Runs"
            more={{
              what: "runs",
              hasMore: reading.hasNextPage,
              isLoading: reading.isFetchingNextPage,
              failed: reading.isFetchNextPageError,
              load: () => void reading.fetchNextPage(),
            }}
            onStop={({ id }) => setCursor(id)}
            className="min-h-0 flex-1 pb-14"
          >
            {(run, isStop) => (
              <RunRow
                run={run}
                isStop={isStop}
                isCursor={run.id === cursor}
                isSelected={chosen.has(run.id)}
                isSelecting={selected.length > 0}
                onSelect={select}
              />
            )}
          </VirtualList>
        </section>
      ) : filtered ? (
        <EmptyState
          icon={Play}
          title="No run matches"
          description="Take a filter away, or look for another name."
        />
      ) : (
        <EmptyState
          icon={Play}
          title="Nothing has run yet"
          description="A run of a workflow stands here from its start: by you, by a schedule, by a trigger or by an agent."
        >
          <Link href="/workflows" className={buttonVariants({ variant: "primary" })}>
            Choose a workflow to start
          </Link>
        </EmptyState>
      )}
      {canWrite ? (
        <RunsBulkBar
          selected={selected}
          shown={runs.length}
          onSelectAll={selectAll}
          onClear={clear}
        />
      ) : null}
    </div>
  );
}
