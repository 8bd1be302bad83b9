"use client";

import { X } from "lucide-react";
import { useAgents } from "@/components/sync/data/use-agents";
import { useViewer } from "@/components/sync/viewer";
import { AgentFilter, ListFilter, ProjectFilter } from "@/components/tasks/fields/filters";
import { PickerList } from "@/components/tasks/fields/picker";
import { Button } from "@/components/ui/controls/button";
import { Filter } from "@/components/ui/overlays/filter";
import { taskRefOf } from "@/lib/activity/describe";
import type { EventWire } from "@/lib/events/shapes";
import { DURABLE_TYPES } from "@/lib/events/types";
import { type ActivityFilters, type ActivityView, NO_FILTERS, narrowedBy } from "./activity-view";

interface ActivityFilterBarProps {
  view: ActivityView;
  /** What is on the screen: its actors and tasks are offered. */
  events: readonly EventWire[];
  onChange: (change: Partial<ActivityFilters>) => void;
}

/** The kinds of event that are kept. */
const KINDS = [...new Set(DURABLE_TYPES.map((type) => type.split(".")[0] as string))];

/** Only admins may read these. */
const FOR_ADMINS = ["auth", "settings", "webhook", "backup"];

/** The filters of the activity, all kept in the URL. */
export function ActivityFilterBar({ view, events, onChange }: ActivityFilterBarProps) {
  const { role } = useViewer();
  const isReadable = (type: string): boolean =>
    role === "admin" || !FOR_ADMINS.includes(type.split(".")[0] ?? "");
  const types = [...KINDS, ...DURABLE_TYPES].filter(isReadable);
  return (
    <>
      <ListFilter
        label="Type"
        items={types.map((type) => ({ value: type, label: labelOf(type) }))}
        value={view.types}
        onChange={(picked) => onChange({ types: types.filter((type) => picked.includes(type)) })}
      />
      <ProjectFilter value={view.project} onChange={(project) => onChange({ project })} />
      <AgentFilter value={view.agent} onChange={(agent) => onChange({ agent })} />
      <TaskFilter value={view.task} events={events} onChange={(task) => onChange({ task })} />
      <ActorFilter value={view.by} events={events} onChange={(by) => onChange({ by })} />
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

function labelOf(type: string): string {
  return type.includes(".") ? type : `All of ${type}`;
}

interface TypedFilterProps {
  value: string | null;
  events: readonly EventWire[];
  onChange: (value: string | null) => void;
}

const MOST_OFFERED = 30;

function offered(values: readonly (string | null)[]): string[] {
  const known = values.filter((value): value is string => value !== null);
  return [...new Set(known)].slice(0, MOST_OFFERED);
}

/** One task: those on the screen, or any by its reference. */
function TaskFilter({ value, events, onChange }: TypedFilterProps) {
  const refs = offered([value, ...events.map(taskRefOf)]);
  return (
    <Filter label="Task" value={value}>
      <PickerList
        label="Task"
        placeholder="A reference, such as TASK-012"
        items={refs.map((ref) => ({ value: ref, label: ref }))}
        picked={value === null ? [] : [value]}
        onPick={(picked) => onChange(picked === value ? null : picked)}
        create={(typed) => (/^[\w-]+-\d+$/.test(typed) ? `Only ${typed}` : null)}
      />
    </Filter>
  );
}

/** Who did it: a person, an agent, a key, or a part of Baton. */
function ActorFilter({ value, events, onChange }: TypedFilterProps) {
  const { data: agents = [] } = useAgents();
  const names = offered([
    value,
    ...events.map(({ actor }) => actor.name),
    ...agents.map(({ name }) => name),
  ]);
  return (
    <Filter label="Done by" value={value}>
      <PickerList
        label="Done by"
        placeholder="A person, an agent or a key"
        items={names.map((name) => ({ value: name, label: name }))}
        picked={value === null ? [] : [value]}
        onPick={(picked) => onChange(picked === value ? null : picked)}
        create={(typed) => `Only what ${typed} did`}
      />
    </Filter>
  );
}
