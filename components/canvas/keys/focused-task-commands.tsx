"use client";

import { useEffect, useState } from "react";
import { useModel, useSignal } from "@/components/canvas/model/model";
import { useTask } from "@/components/sync/data/use-task";
import { TaskCommands } from "@/components/tasks/change/task-commands";
import { VerdictCommands } from "@/components/tasks/verdict/verdict-commands";

/** Walking over many nodes with the arrows asks for none of them. */
const REST_MS = 250;
const NONE: [] = [];

/** The keys that change the focused task: status, assignee, priority, labels, verdict, undo. */
export function FocusedTaskCommands() {
  const { stage } = useModel();
  const focused = useSignal(stage.focused);
  const [rested, setRested] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setRested(focused), REST_MS);
    return () => clearTimeout(timer);
  }, [focused]);
  const id = rested === focused ? rested : null;
  return id === null ? <TaskCommands tasks={NONE} /> : <CommandsOf key={id} id={id} />;
}

function CommandsOf({ id }: { id: number }) {
  const { data } = useTask(id);
  const task = data?.task ?? null;
  return (
    <>
      <TaskCommands tasks={task ? [task] : NONE} />
      <VerdictCommands task={task} />
    </>
  );
}
