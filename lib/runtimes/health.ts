import type { Context, TxContext } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { lockSetting, readSetting, writeSetting } from "@/lib/core/settings";
import { record } from "@/lib/events/append";
import { releaseBlockedWork } from "./release";
import type { SettableRuntime } from "./settings";

/** The pause after a failure of the runtime, doubled with each consecutive one. */
const PAUSES = {
  configuration: { firstMs: 60_000, lastMs: 10 * 60_000 },
  outage: { firstMs: 10_000, lastMs: 2 * 60_000 },
};

/** Why a runtime does not work: its settings are refused, or it is unreachable or overloaded. */
export type Trouble = keyof typeof PAUSES;

/** A runtime's failure and when it is tried again. */
export interface RuntimeHealth {
  ok: boolean;
  cause?: Trouble;
  reason: string | null;
  /**
   * A fingerprint of the failing configuration, or a prefix of one: with other settings or another model the runtime is
   * tried at once.
   */
  fingerprint: string;
  failures: number;
  retry_at: string | null;
}

/** The key of a runtime's health in `settings`. */
export const healthKeyOf = (runtime: string): string => `runtime_health.${runtime}`;

export async function runtimeHealth(db: Queryable, runtime: string): Promise<RuntimeHealth | null> {
  return readSetting<RuntimeHealth>(db, healthKeyOf(runtime));
}

/** The failure that keeps a runtime from being tried with these settings now; null when it may be tried. */
export function refusalIn(
  health: RuntimeHealth | null,
  fingerprint: string,
  now: Date,
): { cause: Trouble; reason: string; retry_at: string } | null {
  if (!health || health.ok || health.retry_at === null) return null;
  if (!isMeant(fingerprint, health) || Date.parse(health.retry_at) <= now.getTime()) return null;
  const { cause = "configuration", reason, retry_at } = health;
  return { cause, reason: reason ?? "it refused its settings", retry_at };
}

function isMeant(fingerprint: string, health: RuntimeHealth): boolean {
  return fingerprint === health.fingerprint || fingerprint.startsWith(`${health.fingerprint}:`);
}

/**
 * Records that a runtime failed with these settings and this model; the pause before the next try grows each time.
 * Failures during a pause belong to calls that started before it, and are ignored.
 */
export async function markUnhealthy(
  ctx: Context,
  runtime: string,
  fingerprint: string,
  reason: string,
  cause: Trouble = "configuration",
  atLeastMs = 0,
): Promise<void> {
  const { firstMs, lastMs } = PAUSES[cause];
  const now = ctx.clock.now();
  const first: RuntimeHealth = {
    ok: false,
    cause,
    reason,
    fingerprint,
    failures: 1,
    retry_at: new Date(now.getTime() + Math.max(atLeastMs, firstMs)).toISOString(),
  };
  await ctx.transaction(async (tx) => {
    // Counted in the database: two processes that fail at the same time count one after the other, and the second one
    // finds the pause.
    const [row] = await tx.db.$queryRaw<{ value: RuntimeHealth }[]>`
      INSERT INTO settings AS s (key, value, updated_by, updated_at)
      VALUES (${healthKeyOf(runtime)}, ${JSON.stringify(first)}::jsonb, ${ctx.actor.name}, now())
      ON CONFLICT (key) DO UPDATE SET updated_by = EXCLUDED.updated_by, updated_at = now(), value = CASE
        WHEN ${IS_SAME} THEN EXCLUDED.value || (
          SELECT jsonb_build_object('failures', n, 'retry_at', to_char(
            (${now}::timestamptz + interval '1 millisecond'
              * greatest(${atLeastMs}::float8, least(${lastMs}::float8, ${firstMs}::float8 * 2 ^ least(n - 1, 10)))) AT TIME ZONE 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
          FROM (SELECT (s.value->>'failures')::int + 1 AS n) counted)
        ELSE EXCLUDED.value END
      WHERE NOT (${IS_SAME} AND coalesce((s.value->>'retry_at')::timestamptz > ${now}::timestamptz, false))
      RETURNING value`;
    if (row) await recordHealth(tx, runtime, row.value);
  });
}

/**
 * Records what a watch of the runtime's connection finds: it does not work, and will not be tried before `until`. Told only when the
 * failure is a new one; otherwise only the time moves. Returns whether it is new.
 */
export async function keepUnhealthy(
  ctx: Context,
  runtime: string,
  failure: { fingerprint: string; cause: Trouble; reason: string; until: Date },
): Promise<boolean> {
  return ctx.transaction(async (tx) => {
    const before = await lockSetting<RuntimeHealth>(tx, healthKeyOf(runtime));
    const { until, ...found } = failure;
    const isKnown =
      before?.ok === false &&
      before.fingerprint === found.fingerprint &&
      before.cause === found.cause &&
      before.reason === found.reason;
    const health: RuntimeHealth = {
      ok: false,
      ...found,
      failures: isKnown ? before.failures : 1,
      retry_at: until.toISOString(),
    };
    await writeSetting(tx, healthKeyOf(runtime), health);
    if (!isKnown) await recordHealth(tx, runtime, health);
    return !isKnown;
  });
}

/** Whether the previous failure had the same fingerprint. */
const IS_SAME = Prisma.sql`(s.value->>'ok' = 'false' AND s.value->>'fingerprint' = EXCLUDED.value->>'fingerprint')`;

/** The prefix of a fingerprint that covers the runtime's settings but neither agent nor model. */
export function settingsPart(fingerprint: string): string {
  return fingerprint.split(":")[0] as string;
}

/** Records that a call succeeded, and releases the work that waited for it; writes only when this is a change. */
export async function markHealthy(
  ctx: Context,
  runtime: string,
  fingerprint: string,
): Promise<void> {
  const before = await runtimeHealth(ctx.db, runtime);
  if (!before || before.ok) return;
  // Success with one model or agent proves nothing about another; a failure under other settings is obsolete.
  const isOf = settingsPart(fingerprint) === settingsPart(before.fingerprint);
  if (isOf && !isMeant(fingerprint, before)) return;
  const healthy = { ok: true, reason: null, fingerprint, failures: 0, retry_at: null };
  await ctx.transaction(async (tx) => {
    await writeSetting(tx, healthKeyOf(runtime), healthy);
    await releaseBlockedWork(tx, runtime as SettableRuntime);
    await recordHealth(tx, runtime, healthy);
  });
}

/** Clears a runtime's failure after its settings changed or were found to work; false when there was none. */
export async function forgetHealth(tx: Queryable, runtime: string): Promise<boolean> {
  return (await tx.$executeRaw`DELETE FROM settings WHERE key = ${healthKeyOf(runtime)}`) > 0;
}

async function recordHealth(
  tx: TxContext,
  runtime: string,
  { fingerprint: _, ...shown }: RuntimeHealth,
): Promise<void> {
  await record(tx, {
    type: "settings.updated",
    data: { key: healthKeyOf(runtime), value: shown },
  });
  await record(tx, { type: "runtime.updated", data: { runtime } });
}
