"use client";

import { TaskCommands } from "@/components/task/task-commands";
import { useTask } from "@/components/task/use-task";
import { VerdictCommands } from "@/components/task/verdict-commands";
import { useFocusedCard } from "./focused-card";

/** The shortcuts that change the focused card: status, assignee, priority, labels, verdict, undo. */
export function CardCommands() {
  const id = useFocusedCard();
  return id === null ? <TaskCommands tasks={NONE} /> : <FocusedCardCommands key={id} id={id} />;
}

const NONE: [] = [];

function FocusedCardCommands({ id }: { id: number }) {
  const { data } = useTask(id);
  const task = data?.task ?? null;
  return (
    <>
      <TaskCommands tasks={task ? [task] : NONE} />
      <VerdictCommands task={task} />
    </>
  );
}
