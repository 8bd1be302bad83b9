import type { RuntimeName } from "./runtime";
import type { TierModels } from "./tiers";

interface Agent {
  config: Record<string, unknown>;
}

/** The model that overrides every choice for an agent, `config.dispatchModel`; null for none. */
export function overrideModelOf(agent: Agent, runtime: RuntimeName): string | null {
  return modelNameOn(runtime, agent.config.dispatchModel);
}

/** The model that the agent itself is set to: its override, else `config.model`; null for none. */
export function ownModelOf(agent: Agent, runtime: RuntimeName): string | null {
  return overrideModelOf(agent, runtime) ?? modelNameOn(runtime, agent.config.model);
}

/** The model an agent runs on: its own, else the default tier's; null when nothing names one. */
export function modelOf(agent: Agent, runtime: RuntimeName, tiers: TierModels): string | null {
  return ownModelOf(agent, runtime) ?? modelNameOn(runtime, tiers.default);
}

/**
 * A model as its runtime knows it; null for what is no name. A leading `provider/` that names this very runtime is not part
 * of the name: `anthropic/claude-sonnet-5-5` on runtime anthropic, `openclaw/stub/model` on openclaw.
 */
export function modelNameOn(runtime: RuntimeName, name: unknown): string | null {
  if (typeof name !== "string" || name.trim() === "") return null;
  const model = name.trim();
  const prefix = `${runtime}/`;
  return model.startsWith(prefix) && model.length > prefix.length
    ? model.slice(prefix.length)
    : model;
}
