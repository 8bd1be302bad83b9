import { modelNameOn, modelOf, overrideModelOf, ownModelOf } from "@/lib/agents/model";
import type { TierModels } from "@/lib/agents/tiers";
import type { Runtime } from "@/lib/runtimes/runtime";
import { type Classified, classify } from "./classify";

/** Which model does a task, and why. */
export interface Route {
  /** Null leaves it to the runtime. */
  model: string | null;
  tier: "complex" | "routine" | "default" | "override";
  reason: string;
  /** The agent's own model serves when the runtime does not know this one. */
  isModelOptional: boolean;
}

/**
 * The model of a task on an agent: `config.dispatchModel` overrides all; else the
 * tier's model; else the agent's own `config.model`, the installation's default, or what the runtime has.
 */
export function routeModel(
  agent: { config: Record<string, unknown> },
  runtime: Pick<Runtime, "name" | "capabilities">,
  task: Classified,
  tiers: TierModels,
): Route {
  const override = overrideModelOf(agent, runtime.name);
  if (override !== null) {
    return {
      model: override,
      tier: "override",
      reason: "the agent's dispatchModel",
      isModelOptional: false,
    };
  }
  const { tier, reason } = classify(task);
  const ofTier = tier === "default" ? null : modelNameOn(runtime.name, tiers[tier]);
  if (ofTier !== null) {
    return {
      model: ofTier,
      tier,
      reason,
      isModelOptional: !runtime.capabilities.needsModel,
    };
  }
  const isOwn = ownModelOf(agent, runtime.name) !== null;
  return {
    model: modelOf(agent, runtime.name, tiers),
    tier,
    reason: tier === "default" ? reason : `${reason}; no model is set for that tier`,
    isModelOptional: !isOwn && !runtime.capabilities.needsModel,
  };
}
