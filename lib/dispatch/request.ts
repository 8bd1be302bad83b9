import { createApiKey, extendRunKeys } from "@/lib/auth/keys/keys";
import type { Context } from "@/lib/core/context";
import { callTermsOf } from "@/lib/engine/conversation.sql";
import { agentNamed, type LiveRun } from "@/lib/engine/live.sql";
import { runKeyOf } from "@/lib/runtimes/run-key";
import type { RuntimeRequest } from "@/lib/runtimes/runtime";
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
  return {
    key: runKeyOf(run.id),
    agentId: details.agent_id,
    sessionKey: details.session_key,
    purpose: "task",
    model: run.model,
    isModelOptional: details.model_optional,
    system: runtime.capabilities.systemPrompt ? agent?.soul_content?.trim() || null : null,
    prompt,
    mayAsk: parks,
    continued,
    maxTokens,
    signal: live.controller.signal,
    timeoutMs: Math.max(1_000, deadline.getTime() - ctx.clock.now().getTime()),
  };
}
