import { type StoredTiers, storedTiers } from "@/lib/agents/tiers";
import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { type RuntimeHealth, runtimeHealth } from "./health";
import { runtimeWith } from "./registry";
import type { Capabilities, Configured } from "./runtime";
import {
  type RuntimeSettings,
  readRuntimeSettings,
  SETTABLE,
  type SettableRuntime,
} from "./settings";

/** A runtime's current settings and health. */
export interface RuntimeState {
  settings: RuntimeSettings;
  configured: Configured;
  capabilities: Capabilities;
  /** Its failure under the current settings while it is not tried again; null when it may be called. */
  refusal: RuntimeHealth | null;
  /** How many agents use it, and how many assigned tasks wait for them. */
  agents: number;
  waiting: number;
}

/** Every runtime that can be configured. For operators and admins, not for agents. */
export async function listRuntimes(ctx: Context): Promise<RuntimeState[]> {
  authorize(ctx.actor, "settings.read");
  const use = await usage(ctx.db);
  const states = SETTABLE.map((name) => stateOf(ctx, name, use));
  return Promise.all(states);
}

/** One of them. */
export async function readRuntime(ctx: Context, name: SettableRuntime): Promise<RuntimeState> {
  const found = (await listRuntimes(ctx)).find(({ settings }) => settings.name === name);
  if (!found) throw new Error(`runtime ${name} has no implementation`);
  return found;
}

/** The stored models of the tiers. */
export async function readTiers(ctx: Context): Promise<StoredTiers> {
  authorize(ctx.actor, "settings.read");
  return storedTiers(ctx.db);
}

async function stateOf(
  { db, clock }: Context,
  name: SettableRuntime,
  use: Map<string, Use>,
): Promise<RuntimeState> {
  const settings = await readRuntimeSettings(db, name);
  const runtime = await runtimeWith(db, settings);
  const configured = runtime.configured();
  const health = await runtimeHealth(db, name);
  const isOfNow =
    configured.ok &&
    health?.fingerprint.startsWith(configured.fingerprint) &&
    Date.parse(health.retry_at ?? "") > clock.now().getTime();
  return {
    settings,
    configured,
    capabilities: runtime.capabilities,
    refusal: health && !health.ok && isOfNow ? health : null,
    agents: use.get(name)?.agents ?? 0,
    waiting: use.get(name)?.waiting ?? 0,
  };
}

interface Use {
  agents: number;
  waiting: number;
}

/** Index: tasks_assigned_to_status_id_idx, once per agent; agents are few. */
async function usage(db: Queryable): Promise<Map<string, Use>> {
  const rows = await db.$queryRaw<(Use & { runtime: string })[]>`
    SELECT a.runtime::text AS runtime, count(*)::int AS agents, coalesce(sum((
      SELECT count(*) FROM tasks t WHERE t.assigned_to = a.name AND t.status = 'assigned' AND t.archived_at IS NULL
    )), 0)::int AS waiting
    FROM agents a WHERE a.deleted_at IS NULL GROUP BY a.runtime`;
  return new Map(rows.map(({ runtime, ...use }) => [runtime, use]));
}
