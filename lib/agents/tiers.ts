import type { Queryable } from "@/lib/core/database";
import { readSetting } from "@/lib/core/settings";
import type { CallableRuntime } from "./row";

export const TIERS = ["complex", "routine", "default"] as const;
export type Tier = (typeof TIERS)[number];

/** The models of the tiers; null leaves the choice to the runtime, where it can choose. */
export type TierModels = Record<Tier, string | null>;

/** The setting `model.tiers`: models for every runtime, and for one alone under its name. */
export type StoredTiers = { [T in Tier]?: string | null } & {
  [R in CallableRuntime]?: { [T in Tier]?: string | null };
};

export const TIERS_KEY = "model.tiers";

const NONE: TierModels = { complex: null, routine: null, default: null };
/** One provider's model names mean nothing to another, so the other runtimes have no defaults. */
const BUILT_IN: Record<CallableRuntime, TierModels> = {
  anthropic: {
    complex: "claude-opus-5-5",
    routine: "claude-haiku-5-5",
    default: "claude-sonnet-5-5",
  },
  // A preference: a gateway agent that cannot use them keeps its own model.
  openclaw: { complex: "claude-opus-5-5", routine: "claude-haiku-5-5", default: null },
  openai: NONE,
  worker: NONE,
};

const VARIABLES: Record<Tier, string> = {
  complex: "MODEL_COMPLEX",
  routine: "MODEL_ROUTINE",
  default: "MODEL_DEFAULT",
};

/** The stored tiers. */
export async function storedTiers(db: Queryable): Promise<StoredTiers> {
  return (await readSetting<StoredTiers>(db, TIERS_KEY)) ?? {};
}

/** The models of the tiers for a runtime. */
export async function tierModels(db: Queryable, runtime: CallableRuntime): Promise<TierModels> {
  return tiersFrom(await storedTiers(db), runtime);
}

/** The runtime's own setting, else the setting for all, else MODEL_*, else the runtime's known defaults. */
export function tiersFrom(stored: StoredTiers, runtime: CallableRuntime): TierModels {
  const modelFor = (tier: Tier): string | null =>
    stored[runtime]?.[tier] ||
    stored[tier] ||
    process.env[VARIABLES[tier]] ||
    BUILT_IN[runtime][tier];
  return {
    complex: modelFor("complex"),
    routine: modelFor("routine"),
    default: modelFor("default"),
  };
}
