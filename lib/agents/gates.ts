import { type Actor, agentNameOf } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { PERMISSION_MODES, type PermissionMode } from "@/lib/profiles/schema";
import type { AgentColumns } from "./columns";
import type { AgentRow } from "./row";

/** What bounds an agent, and which of it people set (decision 0226). Pure. */

const COLUMNS = ["budget_usd", "daily_budget_usd", "max_capacity"] as const;
const CONFIG = [
  "permission_mode",
  "allowed_tools",
  "max_turns",
  "timeout_seconds",
  "dispatchTimeoutMinutes",
  "workshop_tools",
] as const;

/** The names under which `set_by_people` lists them. */
const GATES = [...COLUMNS, ...CONFIG.map((key) => `config.${key}` as const)];
type Gate = (typeof GATES)[number];

type Bounds = Partial<Pick<AgentRow, (typeof COLUMNS)[number] | "config">>;
type Keeping = Bounds & Pick<AgentRow, "set_by_people">;

const boundOf = (of: Bounds, gate: Gate): unknown =>
  gate.startsWith("config.")
    ? (of.config?.[gate.slice("config.".length)] ?? null)
    : (of[gate as (typeof COLUMNS)[number]] ?? null);

function withValue(of: AgentColumns, gate: Gate, value: unknown): AgentColumns {
  if (gate === "max_capacity")
    return { ...of, max_capacity: value as number, capacity_is_set: true };
  if (!gate.startsWith("config.")) return { ...of, [gate]: value };
  const { [gate.slice("config.".length)]: _, ...config } = of.config ?? {};
  return {
    ...of,
    config: value === null ? config : { ...config, [gate.slice("config.".length)]: value },
  };
}

/** Whether what is set is a person's word: no key that acts for an agent says it. */
export const isPeoples = (actor: Actor): boolean => agentNameOf(actor) === null;

/** The gates that a change sets to something else, beside those that people had set before; undefined if an agent makes the change. */
export function setByPeople(
  actor: Actor,
  before: Keeping | null,
  set: AgentColumns,
): string[] | undefined {
  if (!isPeoples(actor)) return undefined;
  const changed = GATES.filter((gate) => {
    const isGiven = gate.startsWith("config.")
      ? set.config !== undefined
      : set[gate as (typeof COLUMNS)[number]] !== undefined;
    const was = before === null ? null : boundOf(before, gate);
    return isGiven && JSON.stringify(boundOf(set, gate)) !== JSON.stringify(was);
  });
  return [...new Set([...(before?.set_by_people ?? []), ...changed])];
}

/** The gates that the fields of an agent to be made set, if a person sends them. */
export function givenByPeople(actor: Actor, fields: Record<string, unknown>): string[] {
  if (!isPeoples(actor)) return [];
  const isGiven = (name: string) => fields[name] !== undefined;
  return GATES.filter((gate) => isGiven(gate.replace("config.", ""))).concat(
    isGiven("timeout_seconds") ? ["config.dispatchTimeoutMinutes"] : [],
  );
}

/** What an agent is renewed with by another: what people set stays as it is. */
export function keepingPeoples(before: AgentRow, set: AgentColumns): AgentColumns {
  return gatesOf(before).reduce((kept, gate) => withValue(kept, gate, boundOf(before, gate)), set);
}

/**
 * What an agent that takes the name of a dismissed one begins with: the narrower of both where people had bounded that. What whoever makes
 * it `gave` as a person counts as it is.
 */
export function narrowedTo(
  kept: Keeping,
  set: AgentColumns,
  gave: readonly string[] = [],
): AgentColumns {
  return gatesOf(kept)
    .filter((gate) => !gave.includes(gate))
    .reduce(
      (now, gate) => withValue(now, gate, narrower(gate, boundOf(now, gate), boundOf(kept, gate))),
      set,
    );
}

/**
 * The gates that outlive an agent which another one dismisses: those that people set, and all that it has where nobody but people made it.
 */
export function outliving(agent: AgentRow): Gate[] {
  if (agent.made_by_id !== null) return gatesOf(agent);
  return GATES.filter((gate) => {
    if (agent.set_by_people.includes(gate)) return true;
    return gate === "max_capacity" ? agent.capacity_is_set : boundOf(agent, gate) !== null;
  });
}

/**
 * Fails with `forbidden` if an agent's key, whatever its scopes, lets another bound through than people set: it may narrow it, and not widen it
 * (decision 0229).
 */
export function assertNoneWidened(actor: Actor, before: AgentRow, set: AgentColumns): void {
  if (actor.kind !== "agent") return;
  const after = { ...before, ...set };
  const widened = outliving(before).find((gate) => {
    const [was, now] = [boundOf(before, gate), boundOf(after, gate)];
    if (JSON.stringify(now) === JSON.stringify(was)) return false;
    return JSON.stringify(narrower(gate, now, was)) !== JSON.stringify(now);
  });
  if (!widened) return;
  throw new DomainError(
    "forbidden",
    `Access denied: an agent key may not widen ${widened} of ${before.name}, which people set.`,
    { fix: "narrow it, or ask a person or use an operator's key that belongs to no agent" },
  );
}

/** The config that holds nothing but some gates. */
export const configOf = (agent: AgentRow, gates: readonly Gate[]): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(agent.config).filter(([key]) => gates.includes(`config.${key}` as Gate)),
  );

const gatesOf = ({ set_by_people: names }: Pick<AgentRow, "set_by_people">): Gate[] =>
  GATES.filter((gate) => names.includes(gate));

/** The one that lets less through. Null is no bound, and so is what is no value of the gate. */
function narrower(gate: Gate, one: unknown, other: unknown): unknown {
  switch (gate) {
    case "config.permission_mode":
      return rankOf(one) <= rankOf(other) ? one : other;
    case "config.workshop_tools":
      return one === true && other === true ? true : null;
    case "config.allowed_tools":
      if (!Array.isArray(one) || !Array.isArray(other)) return Array.isArray(one) ? one : other;
      return one.filter((tool) => other.includes(tool));
    default:
      if (!isBound(gate, one) || !isBound(gate, other)) return isBound(gate, one) ? one : other;
      return Math.min(one, other);
  }
}

/** A budget may be nothing; what counts turns and time is read as no bound then. */
const isBound = (gate: Gate, value: unknown): value is number =>
  typeof value === "number" && (value > 0 || !gate.startsWith("config."));

/**
 * Without a mode a program does what its worker was started with: more than the modes that a worker always narrows to. One that is unknown is
 * read as none.
 */
function rankOf(mode: unknown): number {
  const rank = PERMISSION_MODES.indexOf(mode as PermissionMode);
  return rank === -1 ? PERMISSION_MODES.indexOf("accept_edits") + 0.5 : rank;
}
