import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { record } from "@/lib/events/append";

const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 10 * 60_000;

/** That a runtime refused a call because of its settings, and when it is tried again (domain.md, "Dispatch, review, recovery"). */
export interface RuntimeHealth {
  ok: boolean;
  reason: string | null;
  /** Of the settings and the model that were refused: with others it is tried at once. */
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
): Promise<{ reason: string; retry_at: string } | null> {
  const health = await runtimeHealth(db, runtime);
  if (!health || health.ok || health.fingerprint !== fingerprint || health.retry_at === null)
    return null;
  if (Date.parse(health.retry_at) <= now.getTime()) return null;
  return { reason: health.reason ?? "it refused its settings", retry_at: health.retry_at };
}

/** Notes a configuration error; the next try is a minute later, then later each time, ten minutes at most. */
export async function markUnhealthy(
  ctx: Context,
  runtime: string,
  fingerprint: string,
  reason: string,
): Promise<void> {
  const before = await runtimeHealth(ctx.db, runtime);
  const failures =
    before && !before.ok && before.fingerprint === fingerprint ? before.failures + 1 : 1;
  const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10));
  const retry_at = new Date(ctx.clock.now().getTime() + delay).toISOString();
  await write(ctx, runtime, { ok: false, reason, fingerprint, failures, retry_at });
}

/** Notes that a call went through; writes only when that is news. */
export async function markHealthy(
  ctx: Context,
  runtime: string,
  fingerprint: string,
): Promise<void> {
  const before = await runtimeHealth(ctx.db, runtime);
  if (!before || before.ok) return;
  await write(ctx, runtime, { ok: true, reason: null, fingerprint, failures: 0, retry_at: null });
}

/** Forgets what a runtime refused, because its settings are others or were seen to be good; false when there was nothing. */
export async function forgetHealth(tx: Queryable, runtime: string): Promise<boolean> {
  return (await tx.$executeRaw`DELETE FROM settings WHERE key = ${keyOf(runtime)}`) > 0;
}

async function write(ctx: Context, runtime: string, health: RuntimeHealth): Promise<void> {
  await ctx.transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO settings (key, value, updated_by, updated_at)
      VALUES (${keyOf(runtime)}, ${JSON.stringify(health)}::jsonb, ${ctx.actor.name}, now())
      ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_by = EXCLUDED.updated_by, updated_at = now()`;
    const { fingerprint: _, ...shown } = health;
    await record(tx, ctx.actor, {
      type: "settings.updated",
      data: { key: keyOf(runtime), value: shown },
    });
  });
}
