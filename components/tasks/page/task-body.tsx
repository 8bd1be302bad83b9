"use client";

import dynamic from "next/dynamic";
import { PropertyRow } from "@/components/tasks/fields/property-row";
import { TaskRuns } from "@/components/tasks/runs/task-runs";
import { StepLinks } from "@/components/tasks/structure/step-links";
import { TaskChildren } from "@/components/tasks/structure/task-children";
import { TaskLinks } from "@/components/tasks/structure/task-links";
import { TaskActivity } from "@/components/tasks/talk/task-activity";
import { TaskComments } from "@/components/tasks/talk/task-comments";
import { EditableMarkdown } from "@/components/tasks/text/editable-markdown";
import { EditableTitle } from "@/components/tasks/text/editable-title";
import { Resolution } from "@/components/tasks/text/resolution";
import type { TaskWire } from "@/lib/tasks/shapes";
import { LateHandoff } from "./late-handoff";
import { LateVerdicts } from "./late-verdicts";
import { TaskBreadcrumb } from "./task-breadcrumb";
import { TaskChecks } from "./task-checks";
import { TaskNotices } from "./task-notices";

export const TaskTop = dynamic(() => import("./task-top").then((room) => room.TaskTop));
export const ClosedTaskRequests = dynamic(() =>
  import("@/components/tasks/requests/task-requests").then((room) => room.ClosedTaskRequests),
);

/** A whole task in one column, from its title to its last event. */
export function TaskBody({ task }: { task: TaskWire }) {
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6 p-5 pb-16">
      <div className="flex flex-col gap-3">
        {task.parent_id === null ? null : <TaskBreadcrumb task={task} />}
        <EditableTitle task={task} level={2} />
        <StepLinks task={task} />
        <TaskTop task={task} level={3} />
        <TaskNotices task={task} />
        <PropertyRow task={task} />
      </div>
      <TaskTexts task={task} />
      <TaskChildren task={task} />
      <TaskLinks task={task} />
      <LateHandoff task={task} />
      <TaskRuns task={task} />
      <TaskChecks task={task} />
      <ClosedTaskRequests task={task} />
      <LateVerdicts task={task} />
      <TaskComments task={task} />
      <TaskActivity task={task} pageSize={10} />
    </div>
  );
}

/** The description, the acceptance criteria and the result. */
export function TaskTexts({ task }: { task: TaskWire }) {
  return (
    <>
      <EditableMarkdown
        task={task}
        field="description"
        title="Description"
        placeholder="Say what is to be done…"
      />
      <EditableMarkdown
        task={task}
        field="acceptance_criteria"
        title="Acceptance criteria"
        placeholder="Say when it is good: one criterion per line, as a list…"
      />
      <Resolution task={task} />
    </>
  );
}
