"use client";

import { X } from "lucide-react";
import { useAgents } from "@/components/sync/data/use-agents";
import { PickerList } from "@/components/tasks/fields/picker";
import { ProjectFilter } from "@/components/tasks/fields/project-filter";
import { Button } from "@/components/ui/controls/button";
import { PageToolbar } from "@/components/ui/controls/page-toolbar";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { Avatar } from "@/components/ui/display/avatar";
import { FilterPopover } from "@/components/ui/overlays/filter-popover";
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

type AgentFilterProps = { value: string | null; onChange: (agent: string | null) => void };

/** Narrows to one agent; choosing the chosen one again takes it out. */
function AgentFilter({ value, onChange }: AgentFilterProps) {
  const { data: agents = [] } = useAgents();
  return (
    <FilterPopover label="Agent" value={value}>
      <PickerList
        label="Agent"
        placeholder="Show only…"
        items={agents.map(({ name, status }) => ({
          value: name,
          label: name,
          icon: <Avatar name={name} presence={status} />,
        }))}
        picked={value === null ? [] : [value]}
        onPick={(name) => onChange(name === value ? null : name)}
      />
    </FilterPopover>
  );
}
