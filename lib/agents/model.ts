import type { Queryable } from "@/lib/core/database";
import { invalid } from "@/lib/core/errors";
import type { CallableRuntime } from "./row";
import { type TierModels, tierModels } from "./tiers";

interface Agent {
  config: Record<string, unknown>;
}

/** The model that overrides every choice for an agent, `config.dispatchModel`; null for none. */
export function overrideModelOf(agent: Agent, runtime: CallableRuntime): string | null {
  return modelNameOn(runtime, agent.config.dispatchModel);
}

/** The agent's own model: its override, else `config.model`; null for none. */
export function ownModelOf(agent: Agent, runtime: CallableRuntime): string | null {
  return overrideModelOf(agent, runtime) ?? modelNameOn(runtime, agent.config.model);
}

/** The model an agent runs on: its own, else the default tier's; null when none is set. */
export function modelOf(agent: Agent, runtime: CallableRuntime, tiers: TierModels): string | null {
  return ownModelOf(agent, runtime) ?? modelNameOn(runtime, tiers.default);
}

/**
 * The model's name at its runtime; null when it is not a name. A leading `provider/` that names this very runtime is
 * removed: `anthropic/claude-sonnet-5-5` on runtime anthropic, `openclaw/stub/model` on openclaw.
 */
export function modelNameOn(runtime: CallableRuntime, name: unknown): string | null {
  if (typeof name !== "string" || name.trim() === "") return null;
  const model = name.trim();
  const prefix = `${runtime}/`;
  return model.startsWith(prefix) && model.length > prefix.length
    ? model.slice(prefix.length)
    : model;
}

/** Runtimes that cannot choose a model, and for which Baton knows none. */
const NEEDS_MODEL: readonly string[] = ["openai"] satisfies CallableRuntime[];

/**
 * Refuses an agent that Baton could not call for lack of a model, when it is set up and not when its first task waits. Fails with
 * `invalid` on config.model.
 */
export async function assertHasModel(
  db: Queryable,
  agent: Agent & { runtime: string },
): Promise<void> {
  if (!NEEDS_MODEL.includes(agent.runtime)) return;
  const runtime = agent.runtime as CallableRuntime;
  if (modelOf(agent, runtime, await tierModels(db, runtime)) !== null) return;
  throw invalid(
    "config.model",
    `must name a model: the runtime ${runtime} has no default model here`,
    { fix: 'send config {"model": "NAME"}, or set the default tier\'s model in Settings, Models' },
  );
}
