import { fromUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
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
  const own = await channelsOf(ctx.db, id);
  return {
    rules: rows.map(({ rule }) => withoutGone(rule, own)),
    preferences: preferencesOf(stored ?? none),
    isSet: stored !== undefined,
  };
}

/** A rule whose channels were all removed reaches nobody outside of Baton, as it did when the last of them went. */
function withoutGone(rule: Rule, own: ReadonlySet<number>): Rule {
  return { ...rule, channel_ids: rule.channel_ids?.filter((id) => own.has(id)) ?? null };
}

/** Index: notification_channels_user_id_kind_fingerprint_key. */
async function channelsOf(db: Queryable, userId: number): Promise<Set<number>> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM notification_channels WHERE user_id = ${userId}`;
  return new Set(rows.map(({ id }) => id));
}

/**
 * Replaces the person's rules; none brings back the default rule. What is queued already keeps its time. Channels that the present rules
 * name and that were removed since are left out, so that rules can be sent back as they were read; any other that is not the person's is
 * refused with `invalid`.
 */
export async function setRules(ctx: Context, { rules }: PutRules): Promise<OwnRules> {
  const { id } = readerIn(ctx);
  const own = await ctx.transaction(async (tx) => {
    await lockNamed(tx.db, `user:${id}`);
    const own = await channelsOf(tx.db, id);
    assertOwnChannels(rules, own, await namedBefore(tx.db, id));
    await tx.db.$executeRaw`DELETE FROM notification_rules WHERE user_id = ${id}`;
    await tx.db.notificationRule.createMany({
      data: rules.map((rule, position) => ({
        userId: id,
        position,
        rule: withoutGone(rule, own),
      })),
    });
    return readRules(tx);
  });
  await tellScreens(ctx, id);
  return own;
}

/** The channels that the stored rules name, also those that are gone. Index: notification_rules_user_id_position_key. */
async function namedBefore(db: Queryable, userId: number): Promise<Set<number>> {
  const rows = await db.$queryRaw<{ rule: Rule }[]>`
    SELECT rule FROM notification_rules WHERE user_id = ${userId}`;
  return new Set(rows.flatMap(({ rule }) => rule.channel_ids ?? []));
}

function assertOwnChannels(
  rules: readonly Rule[],
  own: ReadonlySet<number>,
  before: ReadonlySet<number>,
): void {
  rules.forEach(({ channel_ids }, at) => {
    const foreign = channel_ids?.find((id) => !own.has(id) && !before.has(id));
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
