import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { lockSetting, readSetting, writeSetting } from "@/lib/core/settings";
import { record } from "@/lib/events/append";
import type { SetTurnLimits } from "./schema";
import type { TurnLimits } from "./shapes";

export const TURN_LIMITS_KEY = "turns.limits";

const DEFAULTS: TurnLimits = { queue_limit: 20, max_depth: 3, max_children: 10 };

/** How many turns may wait for an agent, and how deep and wide runs may open others. Index: settings_pkey. */
export async function readTurnLimits(db: Queryable): Promise<TurnLimits> {
  return { ...DEFAULTS, ...(await readSetting<Partial<TurnLimits>>(db, TURN_LIMITS_KEY)) };
}

export async function getTurnLimits(ctx: Context): Promise<TurnLimits> {
  authorize(ctx.actor, "task.read");
  return readTurnLimits(ctx.db);
}

/** Changes the limits that are sent. Admins only. Turns that are open already stay. */
export async function setTurnLimits(ctx: Context, input: SetTurnLimits): Promise<TurnLimits> {
  authorize(ctx.actor, "settings.manage");
  return ctx.transaction(async (tx) => {
    const before = await lockSetting<Partial<TurnLimits>>(tx, TURN_LIMITS_KEY);
    const value = { ...DEFAULTS, ...before, ...input };
    await writeSetting(tx, TURN_LIMITS_KEY, value);
    await record(tx, { type: "settings.updated", data: { key: TURN_LIMITS_KEY, value } });
    return value;
  });
}
