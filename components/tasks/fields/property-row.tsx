"use client";

import dynamic from "next/dynamic";
import { creatorInWords, reviewInWords } from "@/components/tasks/page/task-properties";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Detail, Details } from "@/components/ui/display/setting-list";
import type { TaskWire } from "@/lib/tasks/shapes";
import { AssigneePicker } from "./assignee-picker";
import { DueEditor } from "./due";
import { LabelsEditor } from "./labels";
import { PriorityPicker } from "./priority-picker";
import { StatusPicker } from "./status-picker";

const ChecksChip = dynamic(() => import("./checks-chip").then((room) => room.ChecksChip));

const chip = "border border-line-strong";

/** A task's properties in a compact row, for the panel beside a list. */
export function PropertyRow({ task }: { task: TaskWire }) {
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-1.5">
        <StatusPicker task={task} className={chip} />
        <PriorityPicker task={task} className={chip} />
        <AssigneePicker task={task} className={chip} />
        <LabelsEditor
          task={task}
          className={`${chip} h-auto min-h-8 flex-wrap whitespace-normal`}
        />
        <DueEditor task={task} className={chip} />
        {task.kind === "work" ? <ChecksChip task={task} className={chip} /> : null}
      </div>
      <Details>
        <Detail>{task.project_name}</Detail>
        <Detail>
          <span className="capitalize">{task.type}</span>
          {task.work_type ? ` (${task.work_type})` : null}
        </Detail>
        <Detail>{reviewInWords(task)}</Detail>
        <Detail>
          Created <RelativeTime time={task.created_at} /> by {creatorInWords(task)}
        </Detail>
      </Details>
    </div>
  );
}
