import type { RuntimeName } from "./runtime";
import type { TierModels } from "./tiers";

interface Agent {
  config: Record<string, unknown>;
}

/** The model that overrides every choice for an agent, `config.dispatchModel`; null for none. */
export function overrideModelOf(agent: Agent, runtime: RuntimeName): string | null {
  return modelNameOn(runtime, agent.config.dispatchModel);
}

/** The agent's own model: its override, else `config.model`; null for none. */
export function ownModelOf(agent: Agent, runtime: RuntimeName): string | null {
  return overrideModelOf(agent, runtime) ?? modelNameOn(runtime, agent.config.model);
}

/** The model an agent runs on: its own, else the default tier's; null when none is set. */
export function modelOf(agent: Agent, runtime: RuntimeName, tiers: TierModels): string | null {
  return ownModelOf(agent, runtime) ?? modelNameOn(runtime, tiers.default);
}

/**
 * The model's name at its runtime; null when it is not a name. A leading `provider/` that names this very runtime is
 * removed: `anthropic/claude-sonnet-5-5` on runtime anthropic, `openclaw/stub/model` on openclaw.
 */
export function modelNameOn(runtime: RuntimeName, name: unknown): string | null {
  if (typeof name !== "string" || name.trim() === "") return null;
  const model = name.trim();
  const prefix = `${runtime}/`;
  return model.startsWith(prefix) && model.length > prefix.length
    ? model.slice(prefix.length)
    : model;
}
