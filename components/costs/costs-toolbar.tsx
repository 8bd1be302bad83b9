"use client";

import { X } from "lucide-react";
import { AgentFilter, ProjectFilter } from "@/components/tasks/fields/filters";
import { Button } from "@/components/ui/controls/button";
import { PageToolbar } from "@/components/ui/controls/page-toolbar";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { type CostsView, RANGES, type Range } from "./costs-view";

type CostsToolbarProps = { view: CostsView; onChange: (change: Partial<CostsView>) => void };

export function CostsToolbar({ view, onChange }: CostsToolbarProps) {
  return (
    <PageToolbar>
      <Segmented
        label="Time"
        value={String(view.days)}
        onValueChange={(days) => onChange({ days: Number(days) as Range })}
      >
        {RANGES.map((days) => (
          <SegmentedItem key={days} value={String(days)}>
            {days} days
          </SegmentedItem>
        ))}
      </Segmented>
      <AgentFilter value={view.agent} onChange={(agent) => onChange({ agent })} />
      <ProjectFilter value={view.project} onChange={(project) => onChange({ project })} />
      {view.agent !== null || view.project !== null ? (
        <Button variant="ghost" size="sm" onClick={() => onChange({ agent: null, project: null })}>
          <X className="size-3.5" />
          Clear
        </Button>
      ) : null}
    </PageToolbar>
  );
}
