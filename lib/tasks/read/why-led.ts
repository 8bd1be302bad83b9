import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { fix, reason } from "@/lib/core/reasons";
import type { TaskRow } from "@/lib/tasks/row";
import type { HeldUpReason } from "@/lib/tasks/shapes";
import { type OpenQuestion, waitsForAnswer } from "./why-question";

/** How far a run of a workflow is. */
interface LedRun {
  id: number;
  workflow: string;
  root_ref: string | null;
  is_blocked: boolean;
  failed_stage: string | null;
  error: string | null;
  ended: number;
  total: number;
}

/** What a stage waits for that nobody is given. */
interface LedStage {
  state: string;
  is_item: boolean;
  is_wait: boolean;
  due: Date | null;
  event: string | null;
  task_ref: string | null;
  nested: LedRun | null;
  request: Omit<OpenQuestion, "state"> | null;
  items: number;
  items_ended: number;
}

/** Why a task that nobody is given waits, if the run of a workflow leads it: the task of the run, or a stage that is no work. Else empty. */
export async function ledReasons(ctx: Context, task: TaskRow): Promise<HeldUpReason[]> {
  if (task.workflow_run_id == null || task.kind === "work") return [];
  if (task.workflow_stage_id == null) {
    const run = await runOf(ctx, task.workflow_run_id);
    return run ? [ofRun(run)] : [];
  }
  const stage = await stageOf(ctx, task.workflow_stage_id);
  return stage ? [ofStage(stage)] : [];
}

/** Index: workflow_runs_pkey, workflow_stages_run_id_position_idx. */
async function runOf({ db }: Context, id: number): Promise<LedRun | null> {
  const [run] = await db.$queryRaw<LedRun[]>`
    SELECT w.id, w.workflow_name AS workflow, w.root_ref, w.attention IS NOT DISTINCT FROM 'blocked' AS is_blocked, w.failed_stage, w.error, s.ended, s.total
    FROM workflow_runs w CROSS JOIN LATERAL (
      SELECT count(*)::int AS total, count(*) FILTER (WHERE state NOT IN ('waiting', 'active'))::int AS ended
      FROM workflow_stages WHERE run_id = w.id AND item_index IS NULL) s
    WHERE w.id = ${id} AND w.status = 'running'`;
  return run ?? null;
}

/** Index: workflow_stages_pkey, workflow_runs_parent_stage_id_idx, requests_task_id_id_idx, workflow_stages_parent_id_idx. */
async function stageOf(ctx: Context, id: number): Promise<LedStage | null> {
  const [stage] = await ctx.db.$queryRaw<
    (Omit<LedStage, "nested"> & { nested_id: number | null })[]
  >`
    SELECT s.state, s.item_index IS NOT NULL AS is_item, t.kind = 'wait' AS is_wait, s.due_at AS due, s.wait->>'event' AS event,
      s.wait->>'task_ref' AS task_ref,
      (SELECT id FROM workflow_runs WHERE parent_stage_id = s.id AND status = 'running' ORDER BY id DESC LIMIT 1) AS nested_id,
      (SELECT jsonb_build_object('id', q.id, 'mayAnswer', q.may_answer, 'since', floor(extract(epoch FROM q.created_at)),
          'until', floor(extract(epoch FROM q.deadline_at)))
        FROM requests q WHERE q.task_id = s.task_id AND q.state = 'open' ORDER BY q.id DESC LIMIT 1) AS request,
      i.items, i.items_ended
    FROM workflow_stages s JOIN tasks t ON t.id = s.task_id CROSS JOIN LATERAL (
      SELECT count(*)::int AS items, count(*) FILTER (WHERE state NOT IN ('waiting', 'active'))::int AS items_ended
      FROM workflow_stages WHERE parent_id = s.id) i
    WHERE s.id = ${id} AND s.state IN ('waiting', 'active')`;
  if (!stage) return null;
  const { nested_id, ...rest } = stage;
  return { ...rest, nested: nested_id === null ? null : await runOf(ctx, nested_id) };
}

/** The task that the run is below. Pure. */
function ofRun({ id, workflow, is_blocked, failed_stage, error, ended, total }: LedRun) {
  const href = `/workflow-runs/${id}`;
  if (!is_blocked)
    return reason(
      "led_by_run",
      `Run ${id} of ${workflow} leads it: ${ended} of its ${total} stages have ended.`,
      { fix: fix("Look at the run", { href, command: `mc workflows status ${id}` }) },
    );
  const why = error === null ? "" : `: ${error.replace(/\.$/, "")}`;
  return reason(
    "run_blocked",
    `Run ${id} of ${workflow} stands still: ${failed_stage ?? "a stage"} failed${why}.`,
    {
      fix: fix("Retry the stage, or cancel the run", {
        href,
        command: `mc workflows retry ${id} ${failed_stage ?? "STAGE"}`,
      }),
    },
  );
}

/** A stage, or one of its items. Pure. */
function ofStage({
  state,
  is_item,
  is_wait,
  due,
  event,
  task_ref,
  nested,
  request,
  items,
  items_ended,
}: LedStage): HeldUpReason {
  if (request) return waitsForAnswer(request);
  if (nested) return { ...ofRun(nested), ticket_ref: nested.root_ref };
  if (state === "waiting")
    return reason(
      "led_by_run",
      is_item
        ? "It begins when fewer items of its stage are worked on."
        : "Its run begins it when what comes before it has ended.",
    );
  if (items > 0)
    return reason("led_by_run", `Its items are worked on: ${items_ended} of ${items} have ended.`);
  if (task_ref !== null)
    return reason("blocker", `It waits for ${task_ref} to end.`, {
      ticket_ref: task_ref,
      fix: fix(`Look at ${task_ref}`, {
        href: `/tasks/${task_ref}`,
        command: `mc why ${task_ref}`,
      }),
    });
  const until = toUnixSeconds(due);
  if (event !== null)
    return reason("waits_for_event", `It waits for an event ${event}.`, { until });
  return is_wait && due !== null
    ? reason("scheduled", "It waits for its time.", { until })
    : reason("led_by_run", "Its run goes on with it in a moment.");
}
