"use client";

import { X } from "lucide-react";
import { ListFilter, ProjectFilter } from "@/components/tasks/fields/filters";
import { PickerList } from "@/components/tasks/fields/picker";
import { Button } from "@/components/ui/controls/button";
import { Filter } from "@/components/ui/overlays/filter";
import { lookOfRun } from "@/components/workflows/runs/stage-look";
import type { WorkflowRunSummaryWire } from "@/lib/workflows/shapes";
import {
  NO_FILTERS,
  narrowedBy,
  type RunsView,
  SHOWN_STATUSES,
  type ShownStatus,
} from "./runs-view";

interface RunsFiltersProps {
  view: RunsView;
  /** What is on the screen: its workflows and people are offered. */
  runs: readonly WorkflowRunSummaryWire[];
  onChange: (change: Partial<RunsView>) => void;
}

/** The filters of the list, all kept in the address. */
export function RunsFilters({ view, runs, onChange }: RunsFiltersProps) {
  return (
    <>
      <ListFilter
        label="Status"
        items={SHOWN_STATUSES.map((status) => {
          const { label, icon: Icon, text } = lookOf(status);
          return { value: status, label, icon: <Icon aria-hidden className={`size-4 ${text}`} /> };
        })}
        value={view.status}
        onChange={(picked) =>
          onChange({ status: SHOWN_STATUSES.filter((status) => picked.includes(status)) })
        }
      />
      <NamedFilter
        label="Workflow"
        placeholder="The name of a workflow"
        value={view.workflow}
        known={runs.map(({ workflow }) => workflow)}
        onChange={(workflow) => onChange({ workflow })}
      />
      <NamedFilter
        label="Started by"
        placeholder="A person, an agent or a key"
        value={view.by}
        known={runs.map(({ started_by }) => started_by)}
        onChange={(by) => onChange({ by })}
      />
      <ProjectFilter value={view.project} onChange={(project) => onChange({ project })} />
      {narrowedBy(view) > 0 ? (
        <Button
          variant="ghost"
          size="sm"
          className="pointer-coarse:h-11"
          onClick={() => onChange(NO_FILTERS)}
        >
          <X aria-hidden className="size-3.5" />
          Clear
        </Button>
      ) : null}
    </>
  );
}

function lookOf(status: ShownStatus) {
  if (status === "attention") return lookOfRun({ status: "running", attention: "blocked" });
  if (status === "person") return lookOfRun({ status: "running", attention: "person" });
  return lookOfRun({ status, attention: null });
}

interface NamedFilterProps {
  label: string;
  placeholder: string;
  value: string | null;
  known: readonly string[];
  onChange: (value: string | null) => void;
}

/** One name: those on the screen, or any that is typed. */
function NamedFilter({ label, placeholder, value, known, onChange }: NamedFilterProps) {
  const names = [...new Set(value === null ? known : [value, ...known])].toSorted();
  return (
    <Filter label={label} value={value}>
      <PickerList
        label={label}
        placeholder={placeholder}
        items={names.map((name) => ({ value: name, label: name }))}
        picked={value === null ? [] : [value]}
        onPick={(picked) => onChange(picked === value ? null : picked)}
        create={(typed) => `Only ${typed}`}
      />
    </Filter>
  );
}
