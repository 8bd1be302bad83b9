import { CircleAlert } from "lucide-react";
import { ResultText } from "@/components/diff/result-text";
import { useTaskThread } from "@/components/sync/data/use-task-parts";
import { Section } from "@/components/tasks/page/section";
import { Callout } from "@/components/ui/feedback/callout";
import type { TaskWire } from "@/lib/tasks/shapes";

/** The agent's result, and whether it changed after its approval. */
export function Resolution({ task }: { task: TaskWire }) {
  const { data } = useTaskThread(task.id);
  if (!task.resolution) return null;
  const isChanged = data?.thread.find(({ id }) => id === task.id)?.changed_after_approval ?? false;
  return (
    <Section title="Resolution" meta={task.outcome ?? undefined}>
      {isChanged ? (
        <div role="status" className="mb-2">
          <Callout tone="warning" icon={<CircleAlert aria-hidden />}>
            This text was changed after its approval. The verdict is about an earlier one, and this
            one is not handed on to other tasks.
          </Callout>
        </div>
      ) : null}
      <div className="rounded-md border bg-sunken px-3 py-2">
        <ResultText text={task.resolution} />
      </div>
    </Section>
  );
}
