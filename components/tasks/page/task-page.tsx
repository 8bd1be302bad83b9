"use client";

import { useRouter } from "next/navigation";
import { useTask } from "@/components/sync/data/use-task";
import { isGone, ReadingProblem } from "@/components/sync/reading-problem";
import { TaskCommands } from "@/components/tasks/change/task-commands";
import { PropertyRow } from "@/components/tasks/fields/property-row";
import { TaskRuns } from "@/components/tasks/runs/task-runs";
import { StepLinks } from "@/components/tasks/structure/step-links";
import { TaskChildren } from "@/components/tasks/structure/task-children";
import { TaskLinks } from "@/components/tasks/structure/task-links";
import { TaskActivity } from "@/components/tasks/talk/task-activity";
import { TaskComments } from "@/components/tasks/talk/task-comments";
import { EditableTitle } from "@/components/tasks/text/editable-title";
import { VerdictButtons } from "@/components/tasks/verdict/verdict-buttons";
import { VerdictCommands } from "@/components/tasks/verdict/verdict-commands";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { Ancestor } from "@/lib/tasks/structure/ancestors";
import { LateHandoff } from "./late-handoff";
import { LateVerdicts } from "./late-verdicts";
import { SectionLevel } from "./section";
import { ClosedTaskRequests, TaskTexts, TaskTop } from "./task-body";
import { TaskBreadcrumb } from "./task-breadcrumb";
import { TaskChecks } from "./task-checks";
import { TaskMenu } from "./task-menu";
import { TaskGone } from "./task-missing";
import { TaskNextStep } from "./task-next-step";
import { TaskNotices } from "./task-notices";
import { TaskProperties } from "./task-properties";

interface TaskPageProps {
  initial: TaskWire;
  /** From the topmost parent down. */
  ancestors: Ancestor[];
}

/** A task on its own page: texts and history in the middle, properties at the side. */
export function TaskPage({ initial, ancestors }: TaskPageProps) {
  const reading = useTask(initial.id, initial);
  const { data, error } = reading;
  const router = useRouter();
  const task = data?.task ?? initial;
  if (error && isGone(error)) return <TaskGone error={error} />;
  return (
    <article aria-label={`Task ${task.ticket_ref}`} className="flex min-h-0 flex-1 flex-col">
      <header className="z-10 flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-b bg-panel px-4 py-2 md:sticky md:top-0 max-md:py-1">
        <TaskBreadcrumb task={task} ancestors={ancestors} />
        <div className="ml-auto flex items-center gap-1">
          <TaskNextStep task={task} />
          <VerdictButtons task={task} />
          <TaskMenu task={task} onDeleted={() => router.push("/inbox")} />
        </div>
      </header>
      <ReadingProblem reading={reading} what="The task" />
      <SectionLevel value={2}>
        <div className="mx-auto grid w-full max-w-6xl grid-cols-[minmax(0,1fr)] gap-x-10 px-4 py-6 pb-20 sm:px-6 lg:grid-cols-[minmax(0,1fr)_19rem]">
          <div className="flex min-w-0 flex-col gap-6">
            <div className="flex flex-col gap-3">
              <EditableTitle task={task} level={1} className="text-2xl" />
              <StepLinks task={task} />
              <TaskTop task={task} level={2} />
              <TaskNotices task={task} />
            </div>
            <div className="lg:hidden">
              <PropertyRow task={task} />
            </div>
            <TaskTexts task={task} />
            <TaskChildren task={task} />
            <LateHandoff task={task} />
            <TaskRuns task={task} />
            <TaskChecks task={task} />
            <ClosedTaskRequests task={task} />
            <LateVerdicts task={task} />
            <TaskComments task={task} />
            <TaskActivity task={task} />
          </div>
          <aside aria-label="Properties" className="flex flex-col gap-6 max-lg:mt-6">
            <div className="flex flex-col gap-6 lg:sticky lg:top-18">
              <TaskProperties task={task} className="max-lg:hidden" />
              <TaskLinks task={task} />
            </div>
          </aside>
        </div>
      </SectionLevel>
      <TaskCommands tasks={[task]} />
      <VerdictCommands task={task} />
    </article>
  );
}
