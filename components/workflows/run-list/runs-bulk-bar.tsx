"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Ban, GitCompareArrows, Repeat2, RotateCcw, X } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { changeWorkflowRunsAction } from "@/app/(app)/workflow-runs/actions";
import { orThrow } from "@/components/forms/refusal";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { Button } from "@/components/ui/controls/button";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { IconButton } from "@/components/ui/controls/icon-button";
import { useAnnounced } from "@/components/ui/feedback/live-region";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { compareHref } from "@/components/workflows/compare/compare-href";
import type { BulkRunsWire, WorkflowRunSummaryWire } from "@/lib/workflows/shapes";

interface RunsBulkBarProps {
  selected: readonly WorkflowRunSummaryWire[];
  /** The number of runs in the list. */
  shown: number;
  onSelectAll: () => void;
  onClear: () => void;
}

const counted = (count: number): string => (count === 1 ? "1 run" : `${count} runs`);

const DONE: Record<BulkRunsWire["action"], string> = {
  cancel: "Cancelled",
  retry: "Retried",
  copy: "Started",
};

/** What may be done with the selected runs. */
export function RunsBulkBar({ selected, shown, onSelectAll, onClear }: RunsBulkBarProps) {
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  useAnnounced(selected.length > 0 ? `${selected.length} selected` : null);
  if (selected.length === 0) return null;
  const open = selected.filter(({ status }) => status === "running").map(({ id }) => id);
  const failed = selected.filter(isRetryable).map(({ id }) => id);
  const [a, b] = selected.toSorted((x, y) => x.id - y.id);

  async function apply(action: BulkRunsWire["action"], ids: readonly number[]) {
    setPending(true);
    try {
      const { runs, refused } = await orThrow(() => changeWorkflowRunsAction(action, [...ids]));
      toast.success(`${DONE[action]} ${counted(runs.length)}`);
      const [first] = refused;
      if (first) {
        const which = refused.length === 1 ? "" : ` ${counted(refused.length)} did not. The first:`;
        toast.error(`Not run #${first.id}:${which} ${first.message}`);
      }
      onClear();
      await client.invalidateQueries({ queryKey: queryKeys.workflowRuns });
    } finally {
      setPending(false);
    }
  }

  return (
    <div
      role="toolbar"
      aria-label="Selected runs"
      className="absolute bottom-3 left-3 z-10 flex w-fit max-w-[calc(100%-1.5rem)] animate-fade-in flex-wrap items-center gap-0.5 rounded-lg border border-line-strong bg-raised p-1 shadow-overlay"
    >
      <span className="shrink-0 px-2 text-sm tabular-nums">{selected.length} selected</span>
      {selected.length < shown ? (
        <Button variant="ghost" size="sm" onClick={onSelectAll}>
          Select all {shown}
        </Button>
      ) : null}
      {selected.length === 2 && a && b ? (
        <Link
          href={compareHref(a.id, b.id)}
          className={buttonVariants({ variant: "ghost", size: "sm" })}
        >
          <GitCompareArrows aria-hidden className="size-4" />
          Compare
        </Link>
      ) : null}
      {failed.length > 0 ? (
        <ConfirmDialog
          trigger={
            <Button variant="ghost" size="sm" disabled={pending}>
              <RotateCcw aria-hidden className="size-4" />
              Retry
            </Button>
          }
          title={`Retry what failed in ${counted(failed.length)}?`}
          description="The stages that failed run again with the same inputs, and all that comes after them. What the others came to stays."
          confirmLabel={failed.length === 1 ? "Retry the run" : `Retry ${failed.length} runs`}
          tone="primary"
          onConfirm={() => apply("retry", failed)}
        />
      ) : null}
      <ConfirmDialog
        trigger={
          <Button variant="ghost" size="sm" disabled={pending}>
            <Repeat2 aria-hidden className="size-4" />
            Rerun
          </Button>
        }
        title={`Run ${counted(selected.length)} again?`}
        description="Each starts anew as a copy with the same inputs and the same version. The selected ones stay as they are."
        confirmLabel={selected.length === 1 ? "Start the copy" : `Start ${selected.length} copies`}
        tone="primary"
        onConfirm={() =>
          apply(
            "copy",
            selected.map(({ id }) => id),
          )
        }
      />
      {open.length > 0 ? (
        <ConfirmDialog
          trigger={
            <Button variant="danger-ghost" size="sm" disabled={pending}>
              <Ban aria-hidden className="size-4" />
              Cancel runs
            </Button>
          }
          title={`Cancel ${counted(open.length)}?`}
          description="Whoever works on one of their stages is stopped, and the others are not begun. What is over stays as it is."
          confirmLabel={open.length === 1 ? "Cancel the run" : "Cancel the runs"}
          cancelLabel="Keep"
          onConfirm={() => apply("cancel", open)}
        />
      ) : null}
      <IconButton label="Clear the selection" keys="escape" size="icon-sm" onClick={onClear}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}

/** Whether it stopped at a failure, or is held up by one. */
const isRetryable = ({ status, attention }: WorkflowRunSummaryWire): boolean =>
  status === "failed" || (status === "running" && attention === "blocked");
