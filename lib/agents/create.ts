import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { authorizeAgent } from "./authorize";
import { changeAgent } from "./change";
import { type AgentColumns, capacityColumns } from "./columns";
import { assertMaySetTools, mergedConfig } from "./config";
import { agentEvent } from "./event";
import { lockAgent } from "./find";
import { narrowedTo, setByPeople } from "./gates";
import { insertHeir } from "./inherited";
import { assertHasModel } from "./model";
import { withinOwn } from "./own-bounds";
import type { AgentRow } from "./row";
import type { CreateAgent } from "./schema";
import { findSoul, renderSoul, SOUL_NAMES } from "./souls";

/**
 * Creates an agent for an operator. Fails with `conflict` if the name is taken, unless the agent exists only because it polled or
 * was given work: then its row is filled in.
 */
export async function createAgent(ctx: Context, input: CreateAgent): Promise<AgentRow> {
  await authorizeAgent(ctx, "agent.manage", input.name);
  const set = await withinOwn(ctx, null, newAgentColumns(ctx, input));
  assertMaySetTools(ctx.actor, {}, set.config ?? {});
  await assertHasModel(ctx.db, { runtime: set.runtime ?? "pull", config: set.config ?? {} });
  return ctx.transaction(async (tx) => {
    const created = await insertHeir(tx, { ...set, name: input.name });
    if (!created) return makeKnown(tx, input.name, set);
    await record(tx, agentEvent("agent.created", created));
    return created;
  });
}

async function makeKnown(tx: TxContext, name: string, set: AgentColumns): Promise<AgentRow> {
  const before = await lockAgent(tx.db, name);
  if (before.source !== "observed") {
    throw new DomainError("conflict", "Agent name already exists", {
      fix: `choose another name, or change ${name} with PUT /api/agents/${before.id}`,
    });
  }
  const gave = setByPeople(tx.actor, before, set);
  const heir = narrowedTo(before, set, gave);
  return changeAgent(tx, before, { ...heir, set_by_people: gave });
}

function newAgentColumns(ctx: Context, input: CreateAgent): AgentColumns {
  const template = templateOf(input.template);
  const role = input.role ?? template?.name;
  if (role === undefined) {
    throw new DomainError("invalid", "Name and role are required", {
      problems: [{ field: "role", rule: "is required" }],
      fix: `send a role, or a template: ${SOUL_NAMES.join(", ")}`,
    });
  }
  const soul = template && renderSoul(template, { name: input.name, role, now: ctx.clock.now() });
  return {
    ...mergedConfig({ config: {}, capabilities: [] }, input),
    role,
    source: "manual",
    status: input.status ?? "offline",
    last_activity: input.last_activity,
    runtime: input.runtime,
    ...capacityColumns(ctx.actor, input.max_capacity),
    hidden: input.hidden,
    session_key: input.session_key,
    budget_usd: input.budget_usd,
    daily_budget_usd: input.daily_budget_usd,
    soul_content: input.soul_content ?? soul,
  };
}

function templateOf(name: string | undefined) {
  if (name === undefined) return undefined;
  const template = findSoul(name);
  if (template) return template;
  const rule = `must be one of ${SOUL_NAMES.join(", ")}`;
  throw new DomainError("invalid", `Unknown template ${name}. Use: ${SOUL_NAMES.join(", ")}`, {
    problems: [{ field: "template", rule }],
  });
}
