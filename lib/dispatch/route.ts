import type { Runtime, RuntimeName } from "@/lib/runtimes/runtime";
import type { TierModels } from "@/lib/runtimes/tiers";
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
 * The model of a task on an agent (domain.md, "Dispatch, review, recovery"): `config.dispatchModel` overrides all; else the
 * tier's model; else the agent's own `config.model`, the installation's default, or what the runtime has.
 */
export function routeModel(
  agent: { config: Record<string, unknown> },
  runtime: Pick<Runtime, "name" | "capabilities">,
  task: Classified,
  tiers: TierModels,
): Route {
  const override = named(agent.config.dispatchModel, runtime.name);
  if (override !== null) {
    return {
      model: override,
      tier: "override",
      reason: "the agent's dispatchModel",
      isModelOptional: false,
    };
  }
  const { tier, reason } = classify(task);
  const own = named(agent.config.model, runtime.name);
  const ofTier = tier === "default" ? null : named(tiers[tier], runtime.name);
  if (ofTier !== null) {
    return {
      model: ofTier,
      tier,
      reason,
      isModelOptional: !runtime.capabilities.needsModel,
    };
  }
  const fallback = own ?? named(tiers.default, runtime.name);
  return {
    model: fallback,
    tier,
    reason: tier === "default" ? reason : `${reason}; no model is set for that tier`,
    isModelOptional: own === null && !runtime.capabilities.needsModel,
  };
}

/** A leading `anthropic/` on runtime anthropic is not part of the model's name; nor is `openai/` on openai. */
function named(value: unknown, runtime: RuntimeName): string | null {
  if (typeof value !== "string" || value.trim() === "") return null;
  const model = value.trim();
  const prefix = `${runtime}/`;
  return runtime !== "openclaw" && model.startsWith(prefix) && model.length > prefix.length
    ? model.slice(prefix.length)
    : model;
}
