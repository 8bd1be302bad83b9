import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { assertUsableTemplate } from "@/lib/tasks/template";
import { assertUsableStart } from "@/lib/workflows/start-template";
import type { TriggerModel } from "@/prisma/generated/models";
import { renderDelivery } from "./create-task";
import { judgePreset, PRESET_RULES } from "./presets";
import type { Rendered, RenderedStart } from "./render";
import { kindOf, matchOf, presetOf, readTrigger } from "./row";
import type { TryTrigger } from "./schema";
import type { TriedTrigger } from "./shapes";

/**
 * What a trigger would make of a payload, or of an example of what it is for: the task, without creating it, and what the payload
 * lacked. Nothing is stored or counted. Fails with `invalid` where creating the task would.
 */
export async function tryTrigger(
  ctx: Context,
  ref: string,
  { payload: given }: TryTrigger,
): Promise<TriedTrigger> {
  const trigger = await readTrigger(ctx, ref);
  const payload = given ?? exampleFor(trigger);
  const ignored = given === undefined ? null : whyIgnored(trigger, given);
  if (ignored !== null)
    return { answer: "ignored", reason: ignored, payload, task: null, start: null, missing: [] };
  const rendered = renderDelivery(trigger, { id: null, payload }, ctx.clock.now());
  await ctx.transaction((tx) => assertUsable(tx, trigger, rendered));
  const reason = trigger.pausedAt === null ? null : "the trigger is paused";
  return {
    answer: reason === null ? "accepted" : "skipped",
    reason,
    payload,
    task: "task" in rendered ? (storedForm(rendered.task) as TriedTrigger["task"]) : null,
    start: "start" in rendered ? startOf(rendered) : null,
    missing: rendered.missing,
  };
}

const storedForm = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function startOf({ start: { workflow, title } }: RenderedStart): TriedTrigger["start"] {
  const { name, inputs, agent = null } = workflow;
  return { workflow: name, title, inputs, agent };
}

async function assertUsable(
  tx: TxContext,
  { projectId }: TriggerModel,
  rendered: Rendered | RenderedStart,
): Promise<void> {
  if ("task" in rendered) return assertUsableTemplate(tx, projectId, rendered.task);
  const { workflow, foreign } = rendered.start;
  await assertUsableStart(tx, workflow, { filledLater: new Set(), foreign });
}

/** For a preset, which tells by the payload what the message is. */
function whyIgnored(trigger: TriggerModel, payload: Record<string, unknown>): string | null {
  const preset = presetOf(trigger);
  if (preset === null) return null;
  const { events } = PRESET_RULES[preset];
  const [event = "unknown"] = Object.entries(events).find(([, field]) => field in payload) ?? [];
  return judgePreset(preset, matchOf(trigger, "webhook"), event, payload).ignored;
}

function exampleFor(trigger: TriggerModel): Record<string, unknown> {
  const preset = presetOf(trigger);
  if (preset !== null) return PRESET_RULES[preset].example.payload;
  switch (kindOf(trigger)) {
    case "webhook":
      throw new DomainError("invalid", "payload: is required: Baton does not know what is sent", {
        fix: "send an example of what the sender sends",
        problems: [{ field: "payload", rule: "is required: Baton does not know what is sent" }],
      });
    case "status": {
      const [status = "done"] = matchOf(trigger, "status").status;
      return {
        task: { ...EXAMPLE_TASK, status },
        previous_status: "in_progress",
        event: EXAMPLE_EVENT,
      };
    }
    case "children_done":
      return { task: EXAMPLE_TASK, previous_status: null, event: EXAMPLE_EVENT };
    case "budget": {
      const { percent } = matchOf(trigger, "budget");
      return {
        budget: {
          scope: "project_day",
          name: "Example",
          limit_usd: 10,
          spent_usd: percent / 10,
          spent_percent: percent,
          percent,
          day: "2026-11-22",
        },
      };
    }
  }
}

const EXAMPLE_TASK = {
  id: 1,
  ticket_ref: "TASK-001",
  title: "An example",
  status: "done",
  priority: "medium",
  type: "task",
  labels: ["example"],
  assigned_to: null,
  created_by: "Ada",
  resolution: "Done.",
  progress: { done: 2, total: 2 },
};
const EXAMPLE_EVENT = { id: 1, type: "task.completed", actor: "Ada", at: 1_795_341_600 };
