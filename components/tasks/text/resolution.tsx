import { useTaskThread } from "@/components/sync/data/use-task-parts";
import { Section } from "@/components/tasks/page/section";
import { Markdown } from "@/components/ui/display/markdown";
import type { TaskWire } from "@/lib/tasks/shapes";

/** The agent's result, and whether it changed after its approval. A patch keeps its line breaks. */
export function Resolution({ task }: { task: TaskWire }) {
  const { data } = useTaskThread(task.id);
  if (!task.resolution) return null;
  const isChanged = data?.thread.find(({ id }) => id === task.id)?.changed_after_approval ?? false;
  const isPatch =
    /^(diff --git |--- \S)/m.test(task.resolution) && !task.resolution.includes("```");
  return (
    <Section title="Resolution" meta={task.outcome ?? undefined}>
      {isChanged ? (
        <p role="status" className="mb-2 text-ink-2 text-sm">
          Changed after approval: the verdict is on an earlier text, and this one is not handed on.
        </p>
      ) : null}
      <div className="rounded-md border bg-sunken px-3 py-2">
        <Markdown>{isPatch ? `\`\`\`diff\n${task.resolution}\n\`\`\`` : task.resolution}</Markdown>
      </div>
    </Section>
  );
}
