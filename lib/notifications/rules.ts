import { fromUnixSeconds } from "@/lib/core/clock";
import type { Context, TxContext } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { lockNamed } from "@/lib/core/locks";
import { tellScreens } from "./live";
import { preferencesOf } from "./outbox.sql";
import type { Preferences } from "./pace";
import { readerIn } from "./person";
import type { PutPreferences, PutRules, Rule } from "./schema";

/** A person's rules and preferences. */
export interface OwnRules {
  rules: Rule[];
  preferences: Preferences;
  /** Whether the person ever set the preferences. */
  isSet: boolean;
}

/** Index: notification_rules_user_id_position_key, notification_preferences_pkey. */
export async function readRules(ctx: Context): Promise<OwnRules> {
  const { id } = readerIn(ctx);
  const rows = await ctx.db.$queryRaw<{ rule: Rule }[]>`
    SELECT rule FROM notification_rules WHERE user_id = ${id} ORDER BY position`;
  const [stored] = await ctx.db.$queryRaw<Parameters<typeof preferencesOf>[0][]>`
    SELECT timezone, quiet_from, quiet_until, paused_until FROM notification_preferences WHERE user_id = ${id}`;
  const none = { timezone: null, quiet_from: null, quiet_until: null, paused_until: null };
  return {
    rules: rows.map(({ rule }) => rule),
    preferences: preferencesOf(stored ?? none),
    isSet: stored !== undefined,
  };
}

/** Replaces the person's rules; none brings back the default rule. What is queued already keeps its time. */
export async function setRules(ctx: Context, { rules }: PutRules): Promise<OwnRules> {
  const { id } = readerIn(ctx);
  const own = await ctx.transaction(async (tx) => {
    await lockNamed(tx.db, `user:${id}`);
    await assertOwnChannels(tx, id, rules);
    await tx.db.$executeRaw`DELETE FROM notification_rules WHERE user_id = ${id}`;
    await tx.db.notificationRule.createMany({
      data: rules.map((rule, position) => ({ userId: id, position, rule })),
    });
    return readRules(tx);
  });
  await tellScreens(ctx, id);
  return own;
}

async function assertOwnChannels(
  tx: TxContext,
  userId: number,
  rules: readonly Rule[],
): Promise<void> {
  const channels = await tx.db.notificationChannel.findMany({
    where: { userId },
    select: { id: true },
  });
  const own = new Set(channels.map(({ id }) => id));
  rules.forEach(({ channel_ids }, at) => {
    const foreign = channel_ids?.find((id) => !own.has(id));
    if (foreign !== undefined)
      throw invalid(`rules.${at}.channel_ids`, `names ${foreign}, which is no channel of yours`);
  });
}

/** Stores when the person is not told. It counts for what waits already, too. */
export async function setPreferences(ctx: Context, input: PutPreferences): Promise<OwnRules> {
  const { id } = readerIn(ctx);
  const { timezone, quiet_hours, paused_until } = input;
  const fields = {
    timezone,
    quietFrom: quiet_hours?.from ?? null,
    quietUntil: quiet_hours?.until ?? null,
    pausedUntil: fromUnixSeconds(paused_until),
  };
  await ctx.db.notificationPreferences.upsert({
    where: { userId: id },
    create: { userId: id, ...fields },
    update: fields,
  });
  await tellScreens(ctx, id);
  return readRules(ctx);
}
