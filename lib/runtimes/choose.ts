import { modelOf, ownModelOf } from "@/lib/agents/model";
import type { AgentRow } from "@/lib/agents/row";
import { type StoredTiers, TIERS_KEY, type TierModels, tiersFrom } from "@/lib/agents/tiers";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { readSettings } from "@/lib/core/settings";
import { healthKeyOf, type RuntimeHealth, refusalIn } from "./health";
import { configuredRuntime, runtimeWith } from "./registry";
import type { Runtime } from "./runtime";
import { type StoredRuntime, settingKey, settingsFrom } from "./settings";

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

/** Picks the model of some work on a runtime, given the installation's tiers. */
export type ChooseModel = (tiers: TierModels, runtime: Runtime) => ModelChoice;

/**
 * The runtime with which an agent would be called now, and the model: the agent's own, else the one `chooseModel` picks
 * from the installation's tiers, by default the default tier's. An agent without a runtime of its own gets the
 * installation's.
 */
export async function runtimeForAgent(
  ctx: Context,
  agent: AgentToRun,
  chooseModel?: ChooseModel,
): Promise<RuntimeChoice> {
  return chooseRuntime(await runtimeTermsOf(ctx.db, agent), agent, ctx.clock.now(), chooseModel);
}

/** What is stored about the runtime of an agent, for any number of choices. */
export interface RuntimeTerms {
  /** Null if Baton cannot call any for this agent. */
  runtime: Runtime | null;
  tiers: StoredTiers;
  health: RuntimeHealth | null;
}

/** Reads what a choice for the agent depends on, in one statement for an agent with a runtime of its own. */
export async function runtimeTermsOf(
  db: Queryable,
  { runtime: name }: Pick<AgentToRun, "runtime">,
): Promise<RuntimeTerms> {
  const installed = name === "pull" ? await configuredRuntime(db) : null;
  const named = name === "pull" ? installed?.name : name;
  if (named === undefined || named === "worker") return { runtime: null, tiers: {}, health: null };
  const stored = await readSettings<{
    own: StoredRuntime;
    tiers: StoredTiers;
    health: RuntimeHealth;
  }>(db, { own: settingKey(named), tiers: TIERS_KEY, health: healthKeyOf(named) });
  return {
    runtime: installed ?? (await runtimeWith(db, settingsFrom(named, stored.own ?? {}))),
    tiers: stored.tiers ?? {},
    health: stored.health,
  };
}

/** The choice of `runtimeForAgent` for one piece of work, from terms that were read before. */
export function chooseRuntime(
  { runtime, tiers, health }: RuntimeTerms,
  agent: AgentToRun,
  now: Date,
  chooseModel: ChooseModel = (models, { name }) => ({
    model: modelOf(agent, name, models),
    isModelOptional: ownModelOf(agent, name) === null,
  }),
): RuntimeChoice {
  if (runtime === null) return { kind: "none" };
  const configured = runtime.configured();
  if (!configured.ok) return blocked("configuration", configured.reason);
  const { model, isModelOptional } = chooseModel(tiersFrom(tiers, runtime.name), runtime);
  if (model === null && runtime.capabilities.needsModel) {
    return blocked(
      "no_model",
      "it has no model (set one for the agent, or for its runtime in Settings, Models)",
    );
  }
  // The gateway may refuse one agent and accept another; the other runtimes do not distinguish agents.
  const agentPart = runtime.name === "openclaw" ? `:${agentIdOf(agent)}` : "";
  const fingerprint = `${configured.fingerprint}${agentPart}:${model ?? ""}`;
  const refusal = refusalIn(health, fingerprint, now);
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
