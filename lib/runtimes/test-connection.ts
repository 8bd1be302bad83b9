import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { seal } from "@/lib/core/seal";
import { checkConnection, checkKeyAddress } from "./change-settings";
import { agentIdOf } from "./choose";
import { forgetHealth } from "./health";
import { runtimeWith } from "./registry";
import { releaseBlockedWork } from "./release";
import type { ErrorClass, Probe } from "./runtime";
import type { TestRuntime } from "./schema";
import {
  KEY_PURPOSE,
  type SettableRuntime,
  type StoredRuntime,
  settingsFrom,
  storedRuntime,
} from "./settings";

const ANSWER_WITHIN_MS = 10_000;

/** The result of a connection test. */
export interface Tested {
  ok: boolean;
  version: string | null;
  models: string[];
  /** The gateway's agents, each with the Baton agent that is called through it. */
  agents: { id: string; name: string; model: string | null; baton_agent: string | null }[];
  latency_ms: number;
  error_class: ErrorClass | null;
  reason: string | null;
  /** A sentence on what to do about it. */
  fix: string | null;
}

/**
 * Checks whether a runtime would accept a call, with the stored settings or with others that are not stored. Costs
 * nothing at the provider. When the stored settings work, work that waited for them continues. Admins only. Another
 * address is tried only with a key from the same request, and its response is reported by status, never by its text.
 */
export async function testConnection(
  ctx: Context,
  name: SettableRuntime,
  unsaved: TestRuntime,
): Promise<Tested> {
  authorize(ctx.actor, "settings.manage");
  checkConnection(name, unsaved);
  const stored = await storedRuntime(ctx.db, name);
  const tried: StoredRuntime = {
    ...stored,
    ...(unsaved.base_url ? { base_url: unsaved.base_url } : {}),
    ...(unsaved.api_key ? { api_key: seal(KEY_PURPOSE, unsaved.api_key) } : {}),
    ...(unsaved.mode ? { mode: unsaved.mode } : {}),
  };
  checkKeyAddress(name, stored, tried, unsaved);
  const settings = settingsFrom(name, tried);
  const runtime = await runtimeWith(ctx.db, settings);
  const started = performance.now();
  const configured = runtime.configured();
  const probe: Probe = configured.ok
    ? await runtime.probe(AbortSignal.timeout(ANSWER_WITHIN_MS))
    : { ok: false, errorClass: "configuration", reason: configured.reason };
  const latency_ms = Math.round(performance.now() - started);
  if (!probe.ok) {
    const { errorClass, reason } = probe;
    const fix = configured.ok ? FIXES[errorClass] : null;
    const nothing = { version: null, models: [], agents: [] };
    return { ok: false, ...nothing, latency_ms, error_class: errorClass, reason, fix };
  }
  if (!unsaved.base_url && !unsaved.api_key && !unsaved.mode) await resumeBlockedWork(ctx, name);
  const { version, models } = probe;
  const agents = await withBatonAgents(ctx, name, probe.agents);
  return {
    ok: true,
    version,
    models,
    agents,
    latency_ms,
    error_class: null,
    reason: null,
    fix: null,
  };
}

async function resumeBlockedWork(ctx: Context, name: SettableRuntime): Promise<void> {
  await ctx.transaction(async (tx) => {
    if (await forgetHealth(tx.db, name)) await releaseBlockedWork(tx, name);
  });
}

async function withBatonAgents(
  ctx: Context,
  name: SettableRuntime,
  found: { id: string; name: string; model: string | null }[],
): Promise<Tested["agents"]> {
  if (found.length === 0) return [];
  const known = await ctx.db.agent.findMany({
    where: { runtime: name, deletedAt: null },
    orderBy: { id: "asc" },
  });
  return found.map((each) => {
    const agent = known.find(
      (candidate) =>
        agentIdOf({
          name: candidate.name,
          config: candidate.config as Record<string, unknown>,
        }).toLowerCase() === each.id.toLowerCase(),
    );
    return { ...each, baton_agent: agent?.name ?? null };
  });
}

const WAIT = "Nothing needs changing here; try again in a minute";
const FIXES: Record<ErrorClass, string> = {
  configuration: "Check the address and the key, and that the key may do this",
  network: "Check the address, and that the server runs and can be reached from this machine",
  timeout: "Check the address, and that nothing between here and there holds calls up",
  protocol: "Check that the address is the one of the API, not of a web page",
  invalid_request: "Check that the address is the one of this runtime's API",
  rate_limited: WAIT,
  overloaded: WAIT,
  provider: WAIT,
  lost: WAIT,
  refused: WAIT,
  cancelled: WAIT,
};
