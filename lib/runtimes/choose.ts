import { modelOf, ownModelOf } from "@/lib/agents/model";
import type { AgentRow } from "@/lib/agents/row";
import { type TierModels, tierModels } from "@/lib/agents/tiers";
import type { Context } from "@/lib/core/context";
import { refusalOf } from "./health";
import { configuredRuntime, runtimeNamed } from "./registry";
import type { Runtime } from "./runtime";

/** Missing or refused settings, no model, or a runtime that is temporarily unreachable. */
type DispatchBlockCode = "configuration" | "no_model" | "unavailable";

/** The runtime and model for an agent's work, or why there is none now. */
export type RuntimeChoice =
  | {
      kind: "ok";
      runtime: Runtime;
      /** Null leaves it to the runtime. */
      model: string | null;
      /** The model was not chosen for this agent, so a runtime that lacks it may use another. */
      isModelOptional: boolean;
      /** Identifies the settings, the agent and its model, for `markHealthy` and `markUnhealthy`. */
      fingerprint: string;
    }
  | {
      kind: "blocked";
      code: DispatchBlockCode;
      /** A sentence to show, without the full stop. */
      message: string;
      /** When the runtime is tried again; null means not before the settings change. */
      next_at: string | null;
    }
  /** Baton cannot call any runtime for this agent. */
  | { kind: "none" };

/** A model, and whether a runtime that lacks it may use another. */
export interface ModelChoice {
  model: string | null;
  isModelOptional: boolean;
}

type AgentToRun = Pick<AgentRow, "name" | "runtime" | "config">;

/** The agent's name at its runtime. */
export function agentIdOf(agent: Pick<AgentRow, "name" | "config">): string {
  const id = agent.config.openclawId;
  return typeof id === "string" && id.trim() !== "" ? id.trim() : agent.name;
}

/**
 * The runtime with which an agent would be called now, and the model: the agent's own, else the one `tierModel` picks
 * from the installation's tiers, by default the default tier's. An agent without a runtime of its own gets the
 * installation's.
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
  if (!configured.ok) return blocked("configuration", configured.reason);
  const { model, isModelOptional } = chooseModel(await tierModels(ctx.db, runtime.name), runtime);
  if (model === null && runtime.capabilities.needsModel) {
    return blocked(
      "no_model",
      "it has no model (set one for the agent, or for its runtime in Settings, Models)",
    );
  }
  // The gateway may refuse one agent and accept another; the other runtimes do not distinguish agents.
  const agentPart = runtime.name === "openclaw" ? `:${agentIdOf(agent)}` : "";
  const fingerprint = `${configured.fingerprint}${agentPart}:${model ?? ""}`;
  const refusal = await refusalOf(ctx.db, runtime.name, fingerprint, ctx.clock.now());
  if (refusal !== null) {
    const code = refusal.cause === "outage" ? "unavailable" : "configuration";
    return blocked(code, refusal.reason, refusal.retry_at);
  }
  return { kind: "ok", runtime, model, isModelOptional, fingerprint };
}

const blocked = (
  code: DispatchBlockCode,
  message: string,
  next_at: string | null = null,
): RuntimeChoice => ({
  kind: "blocked",
  code,
  message,
  next_at,
});
