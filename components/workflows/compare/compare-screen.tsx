"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { formatDuration } from "@/components/format/times";
import { asInteger, asText } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { cn } from "@/components/ui/cn";
import { Elapsed } from "@/components/ui/display/elapsed";
import { Cost } from "@/components/ui/display/figure";
import { PageHeader } from "@/components/ui/display/page-header";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Skeleton, SkeletonRows } from "@/components/ui/feedback/skeleton";
import { useRovingStop } from "@/components/ui/list/use-roving-stop";
import { workflowRunHref } from "@/components/workflows/links";
import { isSettled, lookOfRun, STAGE_LOOK } from "@/components/workflows/runs/stage-look";
import { readRun } from "@/components/workflows/runs/use-workflow-run";
import type { WorkflowRunWire, WorkflowStageWire } from "@/lib/workflows/shapes";
import { type ComparedStage, compareStages, secondsOf } from "./compare-stages";
import { RunChoice } from "./run-choice";

const StageDifference = dynamic(
  () => import("./stage-difference").then((room) => room.StageDifference),
  { loading: () => <Skeleton className="m-4 h-24" /> },
);
const VersionDifference = dynamic(
  () => import("./version-difference").then((room) => room.VersionDifference),
  { loading: () => <Skeleton className="m-4 h-24" /> },
);

const ADDRESS = { a: asInteger, b: asInteger, stage: asText };

/** Two runs beside each other: each stage with how it ended, what it took, cost and came to, and what differs in what they follow. */
export function CompareScreen({ a, b }: { a: WorkflowRunWire | null; b: WorkflowRunWire | null }) {
  const [address, setAddress] = useAddress(ADDRESS);
  const first = useCompared(address.a, a);
  const second = useCompared(address.b, b);
  const [left, right] = [first.data, second.data];
  const rows = left && right ? compareStages(left, right) : [];
  const open = rows.find(({ name }) => name === address.stage) ?? null;
  const { tabIndexOf, listProps } = useRovingStop(
    "compared",
    rows.map(({ name }) => name),
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        title="Compare runs"
        meta={left && right && left.workflow === right.workflow ? left.workflow : undefined}
      />
      <ReadingProblem reading={first} what="The first run" />
      <ReadingProblem reading={second} what="The second run" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="grid grid-cols-2 divide-x divide-line border-b">
          <RunHead
            label="First run"
            run={left}
            other={right}
            isRead={address.a === null || !first.isPending}
            onChoose={(id) => setAddress({ a: id })}
          />
          <RunHead
            label="Second run"
            run={right}
            other={left}
            isRead={address.b === null || !second.isPending}
            onChoose={(id) => setAddress({ b: id })}
          />
        </div>
        {left && right ? (
          <>
            <table
              className="w-full table-fixed border-collapse text-sm"
              aria-label="Stages of both runs"
            >
              <thead className="text-ink-3 text-xs max-md:hidden">
                <tr className="border-b text-left">
                  <th className="w-[24%] px-4 py-2 font-medium">Stage</th>
                  <th className="w-[28%] px-4 py-2 font-medium">Run #{left.id}</th>
                  <th className="w-[28%] px-4 py-2 font-medium">Run #{right.id}</th>
                  <th className="px-4 py-2 font-medium">Difference</th>
                </tr>
              </thead>
              <tbody {...listProps}>
                {rows.map((row) => (
                  <Row
                    key={row.name}
                    row={row}
                    isOpen={row.name === open?.name}
                    tabIndex={tabIndexOf(row.name)}
                    onOpen={() => setAddress({ stage: row.name === open?.name ? null : row.name })}
                  />
                ))}
              </tbody>
            </table>
            <VersionDifference a={left} b={right} />
          </>
        ) : address.a !== null && address.b !== null && !first.error && !second.error ? (
          <SkeletonRows count={5} label="Loading the runs" />
        ) : null}
      </div>
    </div>
  );
}

function useCompared(id: number | null, first: WorkflowRunWire | null) {
  return useQuery({
    queryKey: queryKeys.workflowRun(id ?? 0),
    queryFn: ({ signal }) => readRun(id ?? 0, signal),
    enabled: id !== null,
    initialData: first?.id === id ? first : undefined,
  });
}

interface RunHeadProps {
  label: string;
  run: WorkflowRunWire | undefined;
  other: WorkflowRunWire | undefined;
  isRead: boolean;
  onChoose: (id: number) => void;
}

function RunHead({ label, run, other, isRead, onChoose }: RunHeadProps) {
  const look = run && lookOfRun(run);
  return (
    <section aria-label={label} className="flex min-w-0 flex-col gap-1 px-4 py-3 max-md:px-3">
      {run && look ? (
        <>
          <div className="flex min-w-0 flex-wrap items-center gap-x-2">
            <look.icon aria-hidden className={cn("size-4 shrink-0", look.text)} />
            <Link
              href={workflowRunHref(run.id)}
              className="truncate rounded-sm font-semibold tabular-nums hover:underline"
            >
              Run #{run.id}
            </Link>
            <span className="text-ink-3 text-xs tabular-nums">v{run.version}</span>
            <span className={cn("font-medium text-xs", look.text)}>{look.label}</span>
          </div>
          <p className="flex flex-wrap items-center gap-x-1.5 text-ink-3 text-xs tabular-nums">
            <Elapsed since={run.started_at} until={run.finished_at} />
            <span aria-hidden>·</span>
            <Cost usd={run.cost_usd} />
            <span aria-hidden>·</span>
            <RelativeTime time={run.started_at} />
          </p>
        </>
      ) : isRead ? (
        <p className="text-ink-2 text-sm">Choose a run to compare with.</p>
      ) : (
        <Skeleton className="h-9" />
      )}
      <RunChoice
        workflow={run?.workflow ?? other?.workflow ?? null}
        chosen={run?.id ?? null}
        not={other?.id ?? null}
        onChoose={onChoose}
      />
    </section>
  );
}

interface RowProps {
  row: ComparedStage;
  isOpen: boolean;
  tabIndex: 0 | -1;
  onOpen: () => void;
}

function Row({ row, isOpen, tabIndex, onOpen }: RowProps) {
  return (
    <>
      <tr
        className={cn(
          "border-b hover:bg-hover max-md:flex max-md:flex-wrap",
          isOpen && "bg-selected",
        )}
      >
        <td className="px-4 py-2 max-md:w-full max-md:px-3 max-md:pb-0">
          <button
            type="button"
            data-row="compared"
            tabIndex={tabIndex}
            aria-expanded={isOpen}
            onClick={onOpen}
            className="max-w-full truncate rounded-sm text-left font-medium hover:underline"
          >
            {row.name}
          </button>
        </td>
        <Cell stage={row.a} />
        <Cell stage={row.b} />
        <td className="px-4 py-2 text-ink-2 text-xs tabular-nums max-md:w-full max-md:px-3 max-md:pt-0">
          <Difference row={row} />
        </td>
      </tr>
      {isOpen ? (
        <tr className="border-b">
          <td colSpan={4} className="max-md:block">
            <StageDifference row={row} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Cell({ stage }: { stage: WorkflowStageWire | null }) {
  if (!stage)
    return <td className="px-4 py-2 text-ink-3 text-xs max-md:w-1/2 max-md:px-3">Not in it</td>;
  const look = STAGE_LOOK[stage.status];
  const seconds = secondsOf(stage);
  return (
    <td className="px-4 py-2 max-md:w-1/2 max-md:px-3">
      <span className="flex flex-wrap items-center gap-x-2 text-xs tabular-nums">
        <span className={cn("flex items-center gap-1 font-medium", look.text)}>
          <look.icon aria-hidden className="size-3.5" />
          {look.label}
        </span>
        {seconds === null ? null : (
          <span className="text-ink-2">{formatDuration(seconds * 1000)}</span>
        )}
        {stage.cost_usd > 0 ? (
          <span className="text-ink-3">
            <Cost usd={stage.cost_usd} />
          </span>
        ) : null}
        {stage.attempts > 1 ? <span className="text-ink-3">{stage.attempts} attempts</span> : null}
      </span>
    </td>
  );
}

/** What the second did otherwise, in a few words. */
function Difference({ row }: { row: ComparedStage }) {
  const { a, b, seconds, cost, differs } = row;
  if (!a) return "Only in the second";
  if (!b) return "Only in the first";
  const words = [
    seconds
      ? `${formatDuration(Math.abs(seconds) * 1000)} ${seconds > 0 ? "slower" : "faster"}`
      : null,
    differs ? differenceOf(a, b) : null,
  ].filter((each) => each !== null);
  return (
    <>
      {words.join(", ")}
      {cost ? (
        <>
          {words.length > 0 ? ", " : ""}
          <Cost usd={Math.abs(cost)} /> {cost > 0 ? "dearer" : "cheaper"}
        </>
      ) : null}
      {words.length === 0 && !cost ? <span className="text-ink-3">Alike</span> : null}
    </>
  );
}

function differenceOf(a: WorkflowStageWire, b: WorkflowStageWire): string {
  if (a.status === b.status) return "another result";
  return isSettled(a.status) && isSettled(b.status) ? "ended otherwise" : "not over in both";
}
