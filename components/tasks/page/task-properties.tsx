"use client";

import { TaskChecksField } from "@/components/tasks/checks/task-checks-field";
import { AssigneePicker } from "@/components/tasks/fields/assignee-picker";
import { DueEditor } from "@/components/tasks/fields/due";
import { LabelsEditor } from "@/components/tasks/fields/labels";
import { PriorityPicker } from "@/components/tasks/fields/priority-picker";
import { StatusPicker } from "@/components/tasks/fields/status-picker";
import { KeyValue, KeyValueList } from "@/components/ui/display/key-value";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";

/** Every property of a task, each edited in place. */
export function TaskProperties({ task, className }: { task: TaskWire; className?: string }) {
  return (
    <KeyValueList className={className}>
      <KeyValue label="Status">
        <StatusPicker task={task} className="-ml-2" />
      </KeyValue>
      <KeyValue label="Priority">
        <PriorityPicker task={task} className="-ml-2" />
      </KeyValue>
      <KeyValue label="Assignee">
        <AssigneePicker task={task} className="-ml-2" />
      </KeyValue>
      <KeyValue label="Labels">
        <LabelsEditor
          task={task}
          className="-ml-2 h-auto min-h-8 flex-wrap whitespace-normal py-1"
        />
      </KeyValue>
      <KeyValue label="Due">
        <DueEditor task={task} className="-ml-2" />
      </KeyValue>
      <KeyValue label="Project">{task.project_name}</KeyValue>
      <KeyValue label="Type">
        <span className="capitalize">{task.type}</span>
        {task.work_type ? <span className="text-ink-3">· {task.work_type}</span> : null}
      </KeyValue>
      <KeyValue label="Review">{reviewInWords(task)}</KeyValue>
      {task.kind === "work" ? (
        <KeyValue label="Checks">
          <TaskChecksField task={task} className="-ml-2" />
        </KeyValue>
      ) : null}
      {task.scheduled_for ? (
        <KeyValue label="Starts">
          <RelativeTime time={task.scheduled_for} />
        </KeyValue>
      ) : null}
      <KeyValue label="Created">
        <span>
          <RelativeTime time={task.created_at} /> by {creatorInWords(task)}
        </span>
      </KeyValue>
      <KeyValue label="Updated">
        <RelativeTime time={task.updated_at} />
      </KeyValue>
      {task.completed_at ? (
        <KeyValue label="Finished">
          <RelativeTime time={task.completed_at} />
        </KeyValue>
      ) : null}
    </KeyValueList>
  );
}

/** Who created a task; for one of a trigger, which, by what was sent by whom. */
export function creatorInWords({ origin, metadata, created_by }: TaskWire): string {
  const from = metadata.trigger;
  if (origin !== "trigger" || typeof from !== "object" || from === null) return created_by;
  const { name, delivery, source } = from as Record<string, unknown>;
  return `the trigger ${String(name)} (delivery ${String(delivery)}, from ${String(source)})`;
}

export function reviewInWords(task: TaskWire): string {
  if (!task.review_required) return "No review";
  return task.review_cycles > 0
    ? `Review: cycle ${task.review_cycles} of ${ATTEMPT_LIMITS.reviewCycles}`
    : "Review required";
}
