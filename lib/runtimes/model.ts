import { tierModels } from "./environment";
import type { RuntimeName } from "./runtime";

/** What `runtime` calls a model when neither the agent nor the installation names one. */
const DEFAULTS: Record<RuntimeName, string | null> = {
  anthropic: "claude-sonnet-5-5",
  openai: null,
  openclaw: null,
  worker: null,
};

/**
 * The model an agent runs on: its override `config.dispatchModel`, else its own `config.model`, else the installation's
 * MODEL_DEFAULT, else the runtime's own; null when nothing names one. A leading `provider/` that names this very runtime
 * is not part of the model's name: `anthropic/claude-sonnet-5-5` on runtime anthropic.
 */
export function modelOf(
  agent: { config: Record<string, unknown> },
  runtime: RuntimeName,
): string | null {
  const named = [agent.config.dispatchModel, agent.config.model].find(
    (value): value is string => typeof value === "string" && value.trim() !== "",
  );
  const model = named?.trim() ?? tierModels().default ?? DEFAULTS[runtime];
  if (model === null) return null;
  const prefix = `${runtime}/`;
  return model.startsWith(prefix) && model.length > prefix.length
    ? model.slice(prefix.length)
    : model;
}
