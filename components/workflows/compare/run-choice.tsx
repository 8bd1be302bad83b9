"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormat } from "@/components/format/format-provider";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { PickerList } from "@/components/tasks/fields/picker";
import { Button } from "@/components/ui/controls/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/overlays/popover";
import { lookOfRun } from "@/components/workflows/runs/stage-look";
import type { WorkflowRunSummaryWire } from "@/lib/workflows/shapes";

interface RunChoiceProps {
  /** Runs of this workflow are offered; of all, where it is not known. */
  workflow: string | null;
  chosen: number | null;
  /** The run that it is compared with. */
  not: number | null;
  onChoose: (id: number) => void;
}

/** Chooses a run among the last of a workflow. */
export function RunChoice({ workflow, chosen, not, onChoose }: RunChoiceProps) {
  const [open, setOpen] = useState(false);
  const format = useFormat();
  const query =
    workflow === null ? "limit=50" : `limit=50&workflow=${encodeURIComponent(workflow)}`;
  const { data } = useQuery({
    queryKey: queryKeys.workflowRunsOf({ choice: query }),
    queryFn: ({ signal }) =>
      apiGet<{ runs: WorkflowRunSummaryWire[] }>(`/api/workflow-runs?${query}`, signal),
    enabled: open,
  });
  const runs = (data?.runs ?? []).filter(({ id }) => id !== not);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="sm" variant={chosen === null ? "secondary" : "ghost"} className="-ml-2 w-fit">
          {chosen === null ? "Choose a run" : "Choose another run"}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Choose a run" className="w-72 p-0">
        <PickerList
          label="Run"
          placeholder="A number or a word"
          items={runs.map((run) => {
            const { icon: Icon, text, label } = lookOfRun(run);
            return {
              value: String(run.id),
              label: `#${run.id} v${run.version}`,
              hint: format.moment(run.started_at * 1000, Date.now()),
              icon: <Icon aria-hidden className={`size-4 ${text}`} />,
              keywords: [label, run.started_by, run.workflow],
            };
          })}
          picked={chosen === null ? [] : [String(chosen)]}
          onPick={(id) => {
            onChoose(Number(id));
            setOpen(false);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
