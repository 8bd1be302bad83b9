"use client";

import { X } from "lucide-react";
import { AssigneeList } from "@/components/tasks/fields/assignee-picker";
import { ListFilter, ProjectFilter } from "@/components/tasks/fields/filters";
import { Button } from "@/components/ui/controls/button";
import { STATUS, TASK_STATUSES } from "@/components/ui/display/status";
import { StatusIcon } from "@/components/ui/display/status-icon";
import { Filter } from "@/components/ui/overlays/filter";
import { type CanvasView, TASK_TYPES } from "./canvas-view";
import { ShowMenu } from "./show-menu";
import type { SetCanvasView } from "./use-canvas-view";

interface CanvasFiltersProps {
  view: CanvasView;
  setView: SetCanvasView;
  focused: boolean;
}

const typeLabel = (type: string): string => type.charAt(0).toUpperCase() + type.slice(1);

/** What stands forward, and what is there at all. Choosing the chosen one again takes it out. */
export function CanvasFilters({ view, setView, focused }: CanvasFiltersProps) {
  const { status, agent, type, project } = view;
  const filtered = status.length > 0 || type.length > 0 || agent !== null || project !== null;
  return (
    <>
      <ListFilter
        label="Status"
        items={TASK_STATUSES.map((one) => ({
          value: one,
          label: STATUS[one].label,
          icon: <StatusIcon status={one} />,
        }))}
        value={status}
        onChange={(picked) =>
          void setView({ status: TASK_STATUSES.filter((one) => picked.includes(one)) })
        }
      />
      <Filter label="Agent" value={agent === "none" ? "Nobody" : agent}>
        <AssigneeList
          value={agent === null ? [] : [agent === "none" ? null : agent]}
          onPick={(picked) => {
            const next = picked ?? "none";
            void setView({ agent: next === agent ? null : next });
          }}
        />
      </Filter>
      <ListFilter
        label="Type"
        items={TASK_TYPES.map((one) => ({ value: one, label: typeLabel(one) }))}
        value={type}
        onChange={(picked) =>
          void setView({ type: TASK_TYPES.filter((one) => picked.includes(one)) })
        }
      />
      {!focused ? (
        <ProjectFilter value={project} onChange={(next) => void setView({ project: next })} />
      ) : null}
      <ShowMenu view={view} setView={setView} focused={focused} />
      {filtered ? (
        <Button
          variant="ghost"
          size="sm"
          className="pointer-coarse:h-11"
          onClick={() => void setView({ status: null, type: null, agent: null, project: null })}
        >
          <X aria-hidden className="size-3" /> Clear
        </Button>
      ) : null}
    </>
  );
}
