import { createApiKey, extendRunKeys } from "@/lib/auth/keys/keys";
import type { Context } from "@/lib/core/context";
import { callTermsOf } from "@/lib/engine/conversation.sql";
import { agentNamed, type LiveRun } from "@/lib/engine/live.sql";
import { runKeyOf } from "@/lib/runtimes/run-key";
import type { RuntimeRequest } from "@/lib/runtimes/runtime";
import type { TaskRow } from "@/lib/tasks/row";
import { type Resumed, resumedBy } from "./resumed";
import { type DispatchDetails, runPlaceOf } from "./terms";

/** The call of a dispatched run, from its row. An agent with tools is given a key that is good for this run's task only. */
export async function requestFor(
  ctx: Context,
  live: LiveRun,
  isAttached: boolean,
): Promise<RuntimeRequest> {
  const { run, runtime } = live;
  const details = run.details as unknown as DispatchDetails;
  const agent = live.agent ?? (await agentNamed(ctx.db, run.agent));
  const deadline = new Date(details.deadline_at);
  const { parks, asksLeave } = runtime.capabilities;
  const { continued, maxTokens } =
    parks || asksLeave ? await callTermsOf(ctx, run) : { continued: null, maxTokens: undefined };
  let prompt = run.prompt ?? "";
  const place = details.key_place;
  // An agent that goes on has its key already.
  if (continued && place) await extendRunKeys(ctx, run.id, deadline);
  else if (!isAttached && agent && place) {
    const { key } = await createApiKey(ctx, {
      name: `run ${run.id} of ${run.task_ref}`,
      kind: "run",
      role: "operator",
      scopes: [],
      agentId: agent.id,
      runId: run.id,
      projectId: run.project_id,
      expiresAt: deadline,
    });
    prompt = prompt.replaceAll(place, key).replaceAll(runPlaceOf(place), String(run.id));
    live.secret = key;
  }
  const resumed = continued || isAttached ? null : await resumedIn(ctx, run, details);
  return {
    key: runKeyOf(run.id),
    agentId: details.agent_id,
    sessionKey: details.session_key,
    purpose: "task",
    model: run.model,
    isModelOptional: details.model_optional,
    system: runtime.capabilities.systemPrompt ? agent?.soul_content?.trim() || null : null,
    prompt,
    ...(details.resumes === "history" && resumed ? { history: resumed.history } : {}),
    ...(details.resumes === "session" && resumed ? { ifForgotten: resumed.told } : {}),
    mayAsk: parks,
    continued,
    maxTokens,
    signal: live.controller.signal,
    timeoutMs: Math.max(1_000, deadline.getTime() - ctx.clock.now().getTime()),
  };
}

/** What was said in the session that the run goes on in. */
async function resumedIn(
  { db }: Context,
  { task_id: id, agent }: LiveRun["run"],
  { resumes }: DispatchDetails,
): Promise<Resumed | null> {
  if (resumes === undefined || resumes === "told" || id === null) return null;
  // Index: tasks_pkey.
  const [task] = await db.$queryRaw<Pick<TaskRow, "id" | "workflow">[]>`
    SELECT id, workflow FROM tasks WHERE id = ${id}::int`;
  return task ? resumedBy(db, task, agent) : null;
}
