import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { record } from "@/lib/events/append";
import { releaseHeld } from "./release";
import type { SettableRuntime } from "./settings";

/** How long nobody is sent to a runtime after a failure of its own, doubled with each one that follows. */
const PAUSES = {
  configuration: { firstMs: 60_000, lastMs: 10 * 60_000 },
  outage: { firstMs: 10_000, lastMs: 2 * 60_000 },
};

/** What keeps a runtime from working: its settings, or that it is out of reach or has too much to do. */
export type Trouble = keyof typeof PAUSES;

/** That a runtime cannot be used, and when it is tried again (domain.md, "Dispatch, review, recovery"). */
export interface RuntimeHealth {
  ok: boolean;
  cause?: Trouble;
  reason: string | null;
  /** Of what cannot be used, or how it begins: with other settings, or another model, it is tried at once. */
  fingerprint: string;
  failures: number;
  retry_at: string | null;
}

const keyOf = (runtime: string): string => `runtime_health.${runtime}`;

export async function runtimeHealth(db: Queryable, runtime: string): Promise<RuntimeHealth | null> {
  const [row] = await db.$queryRaw<{ value: RuntimeHealth }[]>`
    SELECT value FROM settings WHERE key = ${keyOf(runtime)}`;
  return row?.value ?? null;
}

/** Why a runtime need not be tried yet with these settings, and until when; null when it may. */
export async function refusalOf(
  db: Queryable,
  runtime: string,
  fingerprint: string,
  now: Date,
): Promise<{ cause: Trouble; reason: string; retry_at: string } | null> {
  const health = await runtimeHealth(db, runtime);
  if (!health || health.ok || health.retry_at === null) return null;
  if (!isMeant(fingerprint, health) || Date.parse(health.retry_at) <= now.getTime()) return null;
  const { cause = "configuration", reason, retry_at } = health;
  return { cause, reason: reason ?? "it refused its settings", retry_at };
}

function isMeant(fingerprint: string, health: RuntimeHealth): boolean {
  return fingerprint === health.fingerprint || fingerprint.startsWith(`${health.fingerprint}:`);
}

/**
 * Notes that a runtime cannot be used under these settings, with this model; the pause before the next try grows each time.
 * What else fails during a pause had begun before it, and says nothing new.
 */
export async function markUnhealthy(
  ctx: Context,
  runtime: string,
  fingerprint: string,
  reason: string,
  cause: Trouble = "configuration",
  atLeastMs = 0,
): Promise<void> {
  const before = await runtimeHealth(ctx.db, runtime);
  const now = ctx.clock.now().getTime();
  const isSame = before?.ok === false && before.fingerprint === fingerprint;
  if (isSame && before.retry_at !== null && Date.parse(before.retry_at) > now) return;
  const failures = isSame ? before.failures + 1 : 1;
  const { firstMs, lastMs } = PAUSES[cause];
  const pause = Math.max(atLeastMs, Math.min(lastMs, firstMs * 2 ** Math.min(failures - 1, 10)));
  const retry_at = new Date(now + pause).toISOString();
  await write(ctx, runtime, { ok: false, cause, reason, fingerprint, failures, retry_at });
}

/** The part of a fingerprint that is the runtime's settings, whatever the agent and the model. */
export function settingsPart(fingerprint: string): string {
  return fingerprint.split(":")[0] as string;
}

/** Notes that a call went through, and lets go of what waited for it; writes only when that is news. */
export async function markHealthy(
  ctx: Context,
  runtime: string,
  fingerprint: string,
): Promise<void> {
  const before = await runtimeHealth(ctx.db, runtime);
  if (!before || before.ok) return;
  // What works with one model, or for one agent, says nothing of another; other settings make all of it untrue.
  const isOf = settingsPart(fingerprint) === settingsPart(before.fingerprint);
  if (isOf && !isMeant(fingerprint, before)) return;
  await write(ctx, runtime, { ok: true, reason: null, fingerprint, failures: 0, retry_at: null });
}

/** Forgets what a runtime refused, because its settings are others or were seen to be good; false when there was nothing. */
export async function forgetHealth(tx: Queryable, runtime: string): Promise<boolean> {
  return (await tx.$executeRaw`DELETE FROM settings WHERE key = ${keyOf(runtime)}`) > 0;
}

async function write(ctx: Context, runtime: string, health: RuntimeHealth): Promise<void> {
  await ctx.transaction(async (tx) => {
    await tx.db.$executeRaw`
      INSERT INTO settings (key, value, updated_by, updated_at)
      VALUES (${keyOf(runtime)}, ${JSON.stringify(health)}::jsonb, ${ctx.actor.name}, now())
      ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_by = EXCLUDED.updated_by, updated_at = now()`;
    if (health.ok) await releaseHeld(tx.db, runtime as SettableRuntime);
    const { fingerprint: _, ...shown } = health;
    await record(tx, {
      type: "settings.updated",
      data: { key: keyOf(runtime), value: shown },
    });
  });
}
