"use client";

import type { TaskWire } from "@/lib/tasks/shapes";
import { EditableMarkdown } from "./editable-markdown";
import { EditableTitle } from "./editable-title";
import { PropertyRow } from "./property-row";
import { Resolution } from "./resolution";
import { StepLinks } from "./step-links";
import { TaskActivity } from "./task-activity";
import { TaskBreadcrumb } from "./task-breadcrumb";
import { TaskChildren } from "./task-children";
import { TaskComments } from "./task-comments";
import { TaskHandoff } from "./task-handoff";
import { TaskLinks } from "./task-links";
import { TaskNotices } from "./task-notices";
import { TaskReviews } from "./task-reviews";
import { TaskRuns } from "./task-runs";

/** A whole task in one column, from its title to its last event. */
export function TaskBody({ task }: { task: TaskWire }) {
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6 p-5 pb-16">
      <div className="flex flex-col gap-3">
        {task.parent_id === null ? null : <TaskBreadcrumb task={task} />}
        <EditableTitle task={task} level={2} />
        <StepLinks task={task} />
        <TaskNotices task={task} />
        <PropertyRow task={task} />
      </div>
      <TaskTexts task={task} />
      <TaskChildren task={task} />
      <TaskLinks task={task} />
      <TaskHandoff task={task} />
      <TaskRuns task={task} />
      <TaskReviews task={task} />
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
