import type { UpdateTiers } from "@/lib/runtimes/schema";
import type { TiersWire } from "@/lib/runtimes/shapes";

export const FOR_ALL = "all";
type Runtime = keyof TiersWire["by_runtime"];
export type Scope = typeof FOR_ALL | Runtime;
export type Model = "complex" | "routine" | "default";
/** A field of the form, under the name by which the server reports problems with it: `complex`, `openai.complex`. */
type FieldName = Model | `${Runtime}.${Model}`;
/** The values of the fields; an empty one falls back to the level below. */
type Values = Record<FieldName, string>;

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

export const fieldOf = (scope: Scope, tier: Model): FieldName =>
  scope === FOR_ALL ? tier : `${scope}.${tier}`;

const FIELDS = SCOPES.flatMap(({ name: scope, title }) =>
  TIERS.map(({ name: tier, label }) => ({
    name: fieldOf(scope, tier),
    scope,
    tier,
    words: `${title}: ${label}`,
  })),
);

/** The fields in words, for messages. */
export const NAMES: Partial<Record<FieldName, string>> = Object.fromEntries(
  FIELDS.map(({ name, words }) => [name, words]),
);

export function valuesOf({ stored }: TiersWire): Values {
  const values = FIELDS.map(({ name, scope, tier }) => [
    name,
    (scope === FOR_ALL ? stored[tier] : stored[scope]?.[tier]) ?? "",
  ]);
  return Object.fromEntries(values) as Values;
}

/** The changed fields for the server, which keeps the others; an empty one falls back to the level below. */
export function inputOf(changes: Partial<Values>): UpdateTiers {
  const input: UpdateTiers = {};
  for (const { name, scope, tier } of FIELDS) {
    const value = changes[name];
    if (value === undefined) continue;
    if (scope === FOR_ALL) input[tier] = value;
    else input[scope] = { ...input[scope], [tier]: value };
  }
  return input;
}

/** The value that applies while the field is empty. */
export function placeholderOf(tiers: TiersWire, values: Values, scope: Scope, tier: Model): string {
  if (scope === FOR_ALL) return tiers.fallback[tier] ?? "Each runtime's own";
  return values[tier] || tiers.fallback.by_runtime[scope][tier] || NOTHING[scope];
}

const NOTHING: Record<Runtime, string> = {
  anthropic: "None",
  openai: "The agent's own",
  openclaw: "The agent's own",
};
