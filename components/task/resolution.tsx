import { Markdown } from "@/components/ui/markdown";
import type { TaskWire } from "@/lib/tasks/shapes";
import { Section } from "./section";

/** What the agent handed in. A patch keeps its lines. */
export function Resolution({ task }: { task: TaskWire }) {
  if (!task.resolution) return null;
  const isPatch =
    /^(diff --git |--- \S)/m.test(task.resolution) && !task.resolution.includes("```");
  return (
    <Section title="Resolution" meta={task.outcome ?? undefined}>
      <div className="rounded-md border bg-sunken px-3 py-2">
        <Markdown>{isPatch ? `\`\`\`diff\n${task.resolution}\n\`\`\`` : task.resolution}</Markdown>
      </div>
    </Section>
  );
}
