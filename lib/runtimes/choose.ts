import type { AgentRow } from "@/lib/agents/row";
import type { Context } from "@/lib/core/context";
import { refusalOf } from "./health";
import { modelOf, ownModelOf } from "./model";
import { configuredRuntime, runtimeNamed } from "./registry";
import type { Runtime } from "./runtime";
import { type TierModels, tierModels } from "./tiers";

/** Settings that are missing or refused, no model, or a runtime that is out of reach for now. */
type HoldCode = "configuration" | "no_model" | "unavailable";

/** What an agent's work is done with, or why it cannot be now. */
export type RuntimeChoice =
  | {
      kind: "ok";
      runtime: Runtime;
      /** Null leaves it to the runtime. */
      model: string | null;
      /** Nobody named this model for the agent: a runtime that does not have it may take another. */
      isModelOptional: boolean;
      /** Of the settings, the agent and the model it would run under: for `markHealthy` and `markUnhealthy`. */
      fingerprint: string;
    }
  | {
      kind: "hold";
      code: HoldCode;
      /** A sentence without its end, to be shown. */
      message: string;
      /** When the runtime is tried again; null waits for other settings. */
      next_at: string | null;
    }
  /** Nothing that Baton could call does this agent's work. */
  | { kind: "none" };

/** A model, and whether a runtime that does not have it may take another. */
export interface ModelChoice {
  model: string | null;
  isModelOptional: boolean;
}

type AgentToRun = Pick<AgentRow, "name" | "runtime" | "config">;

/** The agent as its runtime calls it. */
export function agentIdOf(agent: Pick<AgentRow, "name" | "config">): string {
  const id = agent.config.openclawId;
  return typeof id === "string" && id.trim() !== "" ? id.trim() : agent.name;
}

/**
 * The runtime an agent would be called with now, and the model: the agent's own, else what `tierModel` takes of the
 * installation's, which is the default tier's unless given. An agent without a runtime of its own gets the installation's.
 */
export async function runtimeForAgent(
  ctx: Context,
  agent: AgentToRun,
  chooseModel: (tiers: TierModels, runtime: Runtime) => ModelChoice = (tiers, runtime) => ({
    model: modelOf(agent, runtime.name, tiers),
    isModelOptional: ownModelOf(agent, runtime.name) === null,
  }),
): Promise<RuntimeChoice> {
  const runtime =
    agent.runtime === "pull"
      ? await configuredRuntime(ctx.db)
      : await runtimeNamed(ctx.db, agent.runtime);
  if (runtime === null) return { kind: "none" };
  const configured = runtime.configured();
  if (!configured.ok) return held("configuration", configured.reason);
  const { model, isModelOptional } = chooseModel(await tierModels(ctx.db, runtime.name), runtime);
  if (model === null && runtime.capabilities.needsModel) {
    return held(
      "no_model",
      "it has no model (set one for the agent, or for its runtime in Settings, Models)",
    );
  }
  // The gateway refuses one agent and takes another; the others do not know them apart.
  const agentPart = runtime.name === "openclaw" ? `:${agentIdOf(agent)}` : "";
  const fingerprint = `${configured.fingerprint}${agentPart}:${model ?? ""}`;
  const refusal = await refusalOf(ctx.db, runtime.name, fingerprint, ctx.clock.now());
  if (refusal !== null) {
    const code = refusal.cause === "outage" ? "unavailable" : "configuration";
    return held(code, refusal.reason, refusal.retry_at);
  }
  return { kind: "ok", runtime, model, isModelOptional, fingerprint };
}

const held = (code: HoldCode, message: string, next_at: string | null = null): RuntimeChoice => ({
  kind: "hold",
  code,
  message,
  next_at,
});
