import type { UpdateTiers } from "@/lib/runtimes/schema";
import type { TiersWire } from "@/lib/runtimes/shapes";

export const FOR_ALL = "all";
type Runtime = keyof TiersWire["by_runtime"];
export type Scope = typeof FOR_ALL | Runtime;
export type Model = "complex" | "routine" | "default";
/** The values of the fields; an empty one falls back to the level below. */
type Draft = Record<Scope, Record<Model, string>>;

export const SCOPES: { name: Scope; title: string; about: string }[] = [
  { name: FOR_ALL, title: "Every runtime", about: "Unless one has its own, below." },
  { name: "anthropic", title: "Anthropic", about: "Names of Claude's models." },
  {
    name: "openai",
    title: "OpenAI and compatible",
    about: "Names as that server has them; without one, an agent needs its own.",
  },
  {
    name: "openclaw",
    title: "OpenClaw",
    about: "A wish: an agent of the gateway that cannot have it keeps its own model.",
  },
];

export const TIERS: { name: Model; label: string; meaning: string }[] = [
  { name: "complex", label: "Complex", meaning: "Hard, risky or critical work." },
  { name: "default", label: "Default", meaning: "Everything between." },
  { name: "routine", label: "Routine", meaning: "Small, mechanical work." },
];

export function draftOf({ stored }: TiersWire): Draft {
  const of = (models: { [M in Model]?: string | null } | undefined) => ({
    complex: models?.complex ?? "",
    default: models?.default ?? "",
    routine: models?.routine ?? "",
  });
  return {
    all: of(stored),
    anthropic: of(stored.anthropic),
    openai: of(stored.openai),
    openclaw: of(stored.openclaw),
  };
}

/** Turns empty fields into null, which falls back to the level below. */
export function inputOf({ all, ...runtimes }: Draft): UpdateTiers {
  return { ...all, ...runtimes };
}

/** The value that applies while the field is empty. */
export function placeholderOf(tiers: TiersWire, draft: Draft, scope: Scope, tier: Model): string {
  if (scope === FOR_ALL) return tiers.fallback[tier] ?? "Each runtime's own";
  return draft.all[tier] || tiers.fallback.by_runtime[scope][tier] || NOTHING[scope];
}

const NOTHING: Record<Runtime, string> = {
  anthropic: "None",
  openai: "The agent's own",
  openclaw: "The agent's own",
};

/** The name under which the server reports problems with a field. */
export function problemKey(scope: Scope, tier: Model): string {
  return scope === FOR_ALL ? tier : `${scope}.${tier}`;
}
