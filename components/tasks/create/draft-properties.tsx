"use client";

import { Calendar, Folder, Tag } from "lucide-react";
import type { ReactNode } from "react";
import { useProjects } from "@/components/sync/data/use-projects";
import { AssigneeList, AssigneeName } from "@/components/tasks/fields/assignee-picker";
import { DueChoices } from "@/components/tasks/fields/due";
import { LabelChip } from "@/components/tasks/fields/label-chip";
import { LabelList } from "@/components/tasks/fields/labels";
import { Picker, PickerList } from "@/components/tasks/fields/picker";
import { PriorityList } from "@/components/tasks/fields/priority-picker";
import { Input } from "@/components/ui/controls/input";
import { PriorityIcon } from "@/components/ui/display/priority-icon";
import { toggled } from "@/components/ui/toggled";
import type { Draft } from "./draft";

interface DraftPropertiesProps {
  draft: Draft;
  /** A child stays in its parent's project. */
  fixedProject: boolean;
  onChange: (change: Partial<Draft>) => void;
}

const chip = "border border-line-strong";

/** The values of a task that is not made yet, as a row of choices. */
export function DraftProperties({ draft, fixedProject, onChange }: DraftPropertiesProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <Picker
        label="Priority"
        className={chip}
        content={(close) => (
          <PriorityList
            value={[draft.priority]}
            onPick={(priority) => {
              onChange({ priority });
              close();
            }}
          />
        )}
      >
        <PriorityIcon priority={draft.priority} withLabel className="text-ink text-sm" />
      </Picker>
      {draft.agents.length > 0 ? null : (
        <Picker
          label="Assignee"
          className={chip}
          content={(close) => (
            <AssigneeList
              value={[draft.assigned_to]}
              onPick={(assigned_to) => {
                onChange({ assigned_to });
                close();
              }}
            />
          )}
        >
          <AssigneeName name={draft.assigned_to} />
        </Picker>
      )}
      {fixedProject ? null : (
        <ProjectChoice value={draft.project_id} onPick={(project_id) => onChange({ project_id })} />
      )}
      <Picker
        label="Labels"
        prefix={draft.labels.length > 0 ? "Labels: " : ""}
        className={`${chip} h-auto min-h-8 flex-wrap`}
        content={() => (
          <LabelList
            value={draft.labels}
            project={draft.project_id}
            onToggle={(label) => onChange({ labels: toggled(draft.labels, label) })}
          />
        )}
      >
        {draft.labels.length === 0 ? (
          <Muted icon={<Tag aria-hidden className="size-3.5" />}>Labels</Muted>
        ) : (
          draft.labels.map((label) => <LabelChip key={label} label={label} />)
        )}
      </Picker>
      <Picker
        label="Due"
        prefix={draft.due_on === null ? "" : "Due: "}
        className={chip}
        content={(close) => (
          <div className="flex flex-col gap-2 p-2">
            <DueChoices
              onPick={(due_on) => {
                onChange({ due_on });
                close();
              }}
            />
            <Input
              type="date"
              aria-label="Due date"
              value={draft.due_on ?? ""}
              onChange={({ target: { value } }) => onChange({ due_on: value || null })}
            />
          </div>
        )}
      >
        <Muted icon={<Calendar aria-hidden className="size-3.5" />} strong={draft.due_on !== null}>
          {draft.due_on ?? "Due date"}
        </Muted>
      </Picker>
    </div>
  );
}

interface ProjectChoiceProps {
  value: number | undefined;
  onPick: (id: number) => void;
}

function ProjectChoice({ value, onPick }: ProjectChoiceProps) {
  const { data: projects = [] } = useProjects();
  const chosen = projects.find(({ id }) => id === value) ?? projects[0];
  if (projects.length < 2) return null;
  return (
    <Picker
      label="Project"
      className={chip}
      content={(close) => (
        <PickerList
          label="Project"
          placeholder="Put it into…"
          items={projects.map(({ id, name, ticket_prefix }) => ({
            value: String(id),
            label: name,
            hint: ticket_prefix,
          }))}
          picked={chosen ? [String(chosen.id)] : []}
          onPick={(id) => {
            onPick(Number(id));
            close();
          }}
        />
      )}
    >
      <Muted icon={<Folder aria-hidden className="size-3.5" />} strong>
        {chosen?.name ?? "Project"}
      </Muted>
    </Picker>
  );
}

function Muted({
  icon,
  strong,
  children,
}: {
  icon: ReactNode;
  strong?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={`inline-flex items-center gap-1.5 ${strong ? "text-ink" : "text-ink-2"}`}>
      {icon}
      {children}
    </span>
  );
}
