"use client";

import { useTask } from "@/components/sync/data/use-task";
import { TaskCommands } from "@/components/tasks/change/task-commands";
import { VerdictCommands } from "@/components/tasks/verdict/verdict-commands";
import { useFocusedCard } from "./card-focus";

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
