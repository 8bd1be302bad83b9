import type { TxContext } from "@/lib/core/context";
import { assertUsableTemplate, type TaskTemplate } from "@/lib/tasks/template";
import { assertUsableStart } from "@/lib/workflows/start-template";

const NONE: ReadonlySet<string> = new Set();

/** Refuses a template that could become neither a task nor a run of a workflow today. */
export async function assertScheduled(
  tx: TxContext,
  projectId: number,
  template: TaskTemplate,
): Promise<void> {
  await assertUsableTemplate(tx, projectId, template);
  if (template.workflow)
    await assertUsableStart(tx, template.workflow, { filledLater: NONE, foreign: NONE });
}
