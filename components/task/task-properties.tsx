"use client";

import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TaskWire } from "@/lib/tasks/shapes";
import { AssigneePicker } from "./assignee-picker";
import { DueEditor } from "./due-editor";
import { LabelsEditor } from "./labels-editor";
import { PriorityPicker } from "./priority-picker";
import { reviewInWords } from "./review-words";
import { StatusPicker } from "./status-picker";

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
      {task.scheduled_for ? (
        <KeyValue label="Starts">
          <RelativeTime time={task.scheduled_for} />
        </KeyValue>
      ) : null}
      <KeyValue label="Created">
        <span>
          <RelativeTime time={task.created_at} /> by {task.created_by}
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
