import type { RuntimeName } from "./runtime";
import type { TierModels } from "./tiers";

interface Agent {
  config: Record<string, unknown>;
}

/** The model that the agent itself is set to: its override `config.dispatchModel`, else `config.model`; null for none. */
export function ownModelOf(agent: Agent, runtime: RuntimeName): string | null {
  const named = [agent.config.dispatchModel, agent.config.model].find(
    (value): value is string => typeof value === "string" && value.trim() !== "",
  );
  return named === undefined ? null : modelNameOn(runtime, named);
}

/** The model an agent runs on: its own, else the default tier's; null when nothing names one. */
export function modelOf(agent: Agent, runtime: RuntimeName, tiers: TierModels): string | null {
  const own = ownModelOf(agent, runtime);
  if (own !== null) return own;
  return tiers.default === null ? null : modelNameOn(runtime, tiers.default);
}

/**
 * A leading `provider/` that names this very runtime is not part of the model's name: `anthropic/claude-sonnet-5-5` on
 * runtime anthropic.
 */
export function modelNameOn(runtime: RuntimeName, name: string): string {
  const model = name.trim();
  const prefix = `${runtime}/`;
  return model.startsWith(prefix) && model.length > prefix.length
    ? model.slice(prefix.length)
    : model;
}
