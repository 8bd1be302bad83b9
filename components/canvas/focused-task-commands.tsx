"use client";

import { useEffect, useState } from "react";
import { TaskCommands } from "@/components/task/task-commands";
import { useTask } from "@/components/task/use-task";
import { VerdictCommands } from "@/components/task/verdict-commands";
import { useModel, useSignal } from "./model";

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
