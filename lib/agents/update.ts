import { isAgent } from "@/lib/auth/permissions";
import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { DomainError, invalid, notFound } from "@/lib/core/errors";
import { clearDispatchBlocks, recheckDispatchBlocks } from "@/lib/runs/dispatch-blocks";
import { authorizeAgent } from "./authorize";
import { changeAgent } from "./change";
import { type AgentColumns, capacityColumns } from "./columns";
import { assertMaySetTools, changesCapabilities, mergedConfig } from "./config";
import { type AgentRef, findAgent, lockAgent } from "./find";
import { assertNoneWidened, setByPeople } from "./gates";
import { assertHasModel } from "./model";
import { withinOwn } from "./own-bounds";
import type { AgentRow } from "./row";
import type { UpdateAgent, UpdateNamedAgent } from "./schema";

/** Changes the fields that are sent. An agent's own key may change only its status and activity. */
export async function updateAgent(
  ctx: Context,
  ref: AgentRef,
  input: UpdateAgent,
): Promise<AgentRow> {
  return ctx.transaction(async (tx) => {
    const before = await lockAgent(tx.db, ref);
    const set = changedAgentColumns(ctx, before, input);
    const mayReport =
      isAgent(ctx.actor) && Object.keys(set).every((name) => OWN_REPORT.includes(name));
    await authorizeAgent(tx, mayReport ? "agent.heartbeat" : "agent.manage", before.name);
    if (set.config !== undefined) assertMaySetTools(ctx.actor, before.config, set.config);
    assertMayGiveItself(ctx.actor, before, set);
    assertNoneWidened(ctx.actor, before, set);
    await withinOwn(tx, before, set);
    if (set.runtime !== undefined || set.config !== undefined) {
      await assertHasModel(tx.db, { ...before, ...set });
    }
    const by = setByPeople(ctx.actor, before, set);
    const after = await changeAgent(tx, before, { ...set, set_by_people: by });
    if (set.budget_usd !== undefined || set.daily_budget_usd !== undefined) {
      await recheckDispatchBlocks(tx, { agent: before.name });
    }
    if (set.runtime !== undefined || set.config !== undefined)
      await clearDispatchBlocks(tx, before.name);
    return after;
  });
}

/** Fails with `forbidden` if an agent's key, whatever its scopes, changes what its own agent may spend or does without being asked. */
function assertMayGiveItself(actor: Actor, before: AgentRow, set: AgentColumns): void {
  if (actor.kind !== "agent" || actor.agentId !== before.id) return;
  const budget = (["budget_usd", "daily_budget_usd"] as const).find(
    (name) => set[name] !== undefined && set[name] !== before[name],
  );
  const { config } = set;
  const right =
    config &&
    (["permission_mode", "allowed_tools"] as const).find(
      (name) => JSON.stringify(config[name]) !== JSON.stringify(before.config[name]),
    );
  const field = budget ?? right;
  if (!field) return;
  throw new DomainError(
    "forbidden",
    `Access denied: ${before.name} may not change its own ${field}.`,
    { fix: "ask a person or use an operator's key that belongs to no agent" },
  );
}

const OWN_REPORT = ["status", "last_seen_at", "last_activity"];

/** The same for a body that names its agent (`PUT /api/agents`). An agent keeps its name: tasks and runs refer to it. */
export async function updateNamedAgent(ctx: Context, input: UpdateNamedAgent): Promise<AgentRow> {
  const { id, name, ...changes } = input;
  if (id === undefined && name === undefined) {
    throw new DomainError("invalid", "Agent name is required", {
      problems: [{ field: "name", rule: "is required, or id" }],
    });
  }
  if (Object.values(changes).every((value) => value === undefined)) {
    throw new DomainError("invalid", "No fields to update", {
      fix: "send at least one field to change",
    });
  }
  if (id === undefined) return updateAgent(ctx, (await findNamed(ctx, name as string)).id, changes);
  if (name !== undefined && (await findAgent(ctx.db, id)).name !== name) {
    throw invalid("name", `is not the name of agent ${id}; an agent cannot be renamed`);
  }
  return updateAgent(ctx, id, changes);
}

/** By name only: in a body, `name` is never an id. */
async function findNamed(ctx: Context, name: string): Promise<{ id: number }> {
  const agent = await ctx.db.agent.findUnique({ where: { name }, select: { id: true } });
  if (!agent) throw notFound("Agent", name);
  return agent;
}

function changedAgentColumns(ctx: Context, before: AgentRow, input: UpdateAgent): AgentColumns {
  const set: AgentColumns = {
    role: input.role,
    status: input.status,
    last_activity: input.last_activity,
    runtime: input.runtime,
    ...capacityColumns(ctx.actor, input.max_capacity),
    hidden: input.hidden,
    session_key: input.session_key,
    budget_usd: input.budget_usd,
    daily_budget_usd: input.daily_budget_usd,
    soul_content: input.soul_content,
  };
  if (input.status !== undefined) set.last_seen_at = ctx.clock.now();
  if (
    input.config !== undefined ||
    input.gateway_config !== undefined ||
    input.capabilities !== undefined ||
    changesCapabilities(input)
  ) {
    Object.assign(set, mergedConfig(before, input));
  }
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}
