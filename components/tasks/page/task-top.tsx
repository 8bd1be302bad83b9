"use client";

import { OpenTaskRequests } from "@/components/tasks/requests/task-requests";
import { ContestLink } from "@/components/tasks/structure/contest-link";
import { WorkflowPlace } from "@/components/tasks/structure/workflow-place";
import type { TaskWire } from "@/lib/tasks/shapes";
import { TaskCommandView } from "./task-command";

interface TaskTopProps {
  task: TaskWire;
  /** The level of what is asked as a heading. */
  level: 2 | 3;
}

/** What stands above the text of a task: which stage of a workflow's run it is, what it is compared with, what is run for it, and what it waits for from people. */
export function TaskTop({ task, level }: TaskTopProps) {
  return (
    <>
      {task.workflow ? <WorkflowPlace place={task.workflow} /> : null}
      <ContestLink task={task} className="text-sm" />
      {task.command ? <TaskCommandView command={task.command} /> : null}
      <OpenTaskRequests task={task} level={level} />
    </>
  );
}
