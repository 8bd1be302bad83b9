import { isAgent } from "@/lib/auth/permissions";
import type { Actor } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { authorizeAgent } from "./authorize";
import { changeAgent } from "./change";
import { type AgentColumns, capacityColumns } from "./columns";
import { mergedConfig } from "./config";
import { agentEvent } from "./event";
import { lockAgent } from "./find";
import { narrowedTo, outliving, setByPeople } from "./gates";
import { insertHeir } from "./inherited";
import { assertHasModel } from "./model";
import type { AgentRow } from "./row";
import { type RegisterAgent, ROLES } from "./schema";

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/**
 * Registers an agent. The first call creates it, or fills in a row that exists only because the agent polled; later calls update
 * what was sent and count as a sign of life. `registered` says which of the two happened. An agent's own key registers that agent
 * only. It cannot change role and runtime, and after the first registration neither capacity nor model.
 */
export async function registerAgent(
  ctx: Context,
  input: RegisterAgent,
): Promise<{ agent: AgentRow; registered: boolean }> {
  assertName(input.name);
  const role = assertRole(input.role);
  await authorizeAgent(ctx, "agent.register", input.name);
  await authorizeAgent(ctx, "agent.heartbeat", input.name);
  return ctx.transaction(async (tx) => {
    const created = await insertHeir(tx, {
      ...asColumns(ctx.actor, input, { config: {}, capabilities: [] }),
      name: input.name,
      role: role ?? "agent",
      source: "self",
      status: "idle",
      last_seen_at: ctx.clock.now(),
    });
    if (created) {
      await assertHasModel(tx.db, created);
      await record(tx, agentEvent("agent.created", created, { self_registered: true }));
      return { agent: created, registered: true };
    }
    return again(tx, input, role);
  });
}

async function again(
  tx: TxContext,
  input: RegisterAgent,
  role: string | undefined,
): Promise<{ agent: AgentRow; registered: boolean }> {
  const before = await lockAgent(tx.db, input.name);
  const registered = before.source === "observed";
  const isOwnKey = isAgent(tx.actor);
  // Once an agent is registered, only operators change its capacity and its model.
  const said =
    isOwnKey && !registered ? { ...input, max_capacity: undefined, model: undefined } : input;
  const set: AgentColumns = {
    ...asColumns(tx.actor, said, before),
    status: "idle",
    last_seen_at: tx.clock.now(),
  };
  if (registered) set.source = "self";
  if (role !== undefined) set.role = role;
  if (isOwnKey) {
    delete set.role;
    delete set.runtime;
  }
  if (set.runtime !== undefined) await assertHasModel(tx.db, { ...before, ...set });
  // An agent's key widens nothing that people set.
  const isNarrowed = registered || tx.actor.kind === "agent";
  const bounded = isNarrowed
    ? narrowedTo(
        { ...before, set_by_people: outliving(before) },
        set,
        setByPeople(tx.actor, before, set),
      )
    : set;
  return { agent: await changeAgent(tx, before, bounded), registered };
}

/** The fields that were sent, as columns. */
function asColumns(
  actor: Actor,
  input: RegisterAgent,
  before: Pick<AgentRow, "config" | "capabilities">,
): AgentColumns {
  const config: Record<string, unknown> = {};
  if (input.framework !== undefined) config.framework = input.framework;
  if (input.model !== undefined) config.model = input.model;
  return {
    ...mergedConfig(before, { config, capabilities: input.capabilities }),
    runtime: input.runtime,
    ...capacityColumns(actor, input.max_capacity),
  };
}

/** Checked here rather than in the schema because existing clients match these messages word for word. */
function assertName(name: string): void {
  if (NAME.test(name)) return;
  throw refused(
    "name",
    "Invalid agent name. Use 1-63 alphanumeric characters, dots, hyphens, or underscores. Must start with alphanumeric.",
  );
}

function assertRole(role: string | undefined): string | undefined {
  if (role === undefined || (ROLES as readonly string[]).includes(role)) return role;
  throw refused("role", `Invalid role. Use: ${ROLES.join(", ")}`);
}

function refused(field: string, rule: string): DomainError {
  return new DomainError("invalid", rule, { problems: [{ field, rule }] });
}
