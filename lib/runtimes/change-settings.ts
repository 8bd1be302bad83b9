import { type StoredTiers, TIERS, TIERS_KEY } from "@/lib/agents/tiers";
import { authorize } from "@/lib/auth/permissions";
import { requireProof } from "@/lib/auth/sessions/proof";
import type { Context } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { seal } from "@/lib/core/seal";
import { lockSetting, writeSetting } from "@/lib/core/settings";
import { record } from "@/lib/events/append";
import { forgetHealth } from "./health";
import { releaseBlockedWork } from "./release";
import type { UpdateRuntime, UpdateTiers } from "./schema";
import {
  addressProblem,
  KEY_PURPOSE,
  SETTABLE,
  type SettableRuntime,
  type StoredRuntime,
  sendsKeyElsewhere,
  settingKey,
  settingsFrom,
} from "./settings";

/**
 * Changes a runtime's settings: absent fields stay, null falls back to the environment. Work that waited for the change
 * continues at once. Fails with `invalid` for an unusable address, and for a new address without the key that belongs
 * to it. The key is stored sealed and never returned.
 */
export async function updateRuntime(
  ctx: Context,
  name: SettableRuntime,
  input: UpdateRuntime,
): Promise<void> {
  authorize(ctx.actor, "settings.manage");
  checkConnection(name, input);
  // Whoever sets the address receives the key, so a changed address needs its own key; a field that is absent stays.
  if (input.base_url !== undefined || input.api_key !== undefined) await requireProof(ctx);
  await ctx.transaction(async (tx) => {
    const stored = (await lockSetting<StoredRuntime>(tx, settingKey(name))) ?? {};
    const next = merged(stored, {
      base_url: input.base_url,
      api_key: input.api_key == null ? input.api_key : seal(KEY_PURPOSE, input.api_key),
      mode: input.mode,
      approvals: input.approvals,
    });
    checkKeyAddress(name, stored, next, input);
    await writeSetting(tx, settingKey(name), orNone(next));
    await forgetHealth(tx.db, name);
    await releaseBlockedWork(tx, name);
    const { api_key, ...shown } = next;
    await record(tx, {
      type: "settings.updated",
      data: { key: settingKey(name), value: { ...shown, api_key_set: api_key !== undefined } },
    });
    await record(tx, { type: "runtime.updated", data: { runtime: name } });
  });
}

/** Refuses settings with which a runtime cannot be reached; shared with the connection test. */
export function checkConnection(name: SettableRuntime, input: UpdateRuntime): void {
  if (input.mode != null && name !== "openclaw")
    throw invalid("mode", "is only for openclaw", { fix: "leave it out" });
  if (input.approvals != null && name !== "openclaw")
    throw invalid("approvals", "is only for openclaw", { fix: "leave it out" });
  if (input.base_url == null) return;
  const problem = addressProblem(name, input.base_url, true);
  if (problem !== null) throw invalid("base_url", problem);
  const { username, password, search, hash } = new URL(input.base_url);
  if (username || password)
    throw invalid("base_url", "must not contain a name or password", {
      fix: "send what signs in as api_key, where it is kept sealed",
    });
  if (search || hash) throw invalid("base_url", "must end with its path");
}

/** Refuses to send a key to an address it was not entered for: a new address needs its key in the same request. */
export function checkKeyAddress(
  name: SettableRuntime,
  before: StoredRuntime,
  after: StoredRuntime,
  input: UpdateRuntime,
): void {
  if (input.api_key != null) return;
  if (!sendsKeyElsewhere(settingsFrom(name, before), settingsFrom(name, after))) return;
  throw invalid("api_key", "must be given with another address", {
    fix: "send the key of that address with it: a key that is kept is not sent anywhere else",
  });
}

/** Sets the models of the tiers, for all runtimes or for one by name. Null falls back to the environment. */
export async function updateTiers(ctx: Context, input: UpdateTiers): Promise<void> {
  authorize(ctx.actor, "settings.manage");
  await ctx.transaction(async (tx) => {
    const stored = (await lockSetting<StoredTiers>(tx, TIERS_KEY)) ?? {};
    const next: StoredTiers = merged(stored, Object.fromEntries(TIERS.map((t) => [t, input[t]])));
    for (const runtime of SETTABLE) {
      const change = input[runtime];
      if (change === undefined) continue;
      const models = change === null ? {} : merged(stored[runtime] ?? {}, change);
      if (Object.keys(models).length > 0) next[runtime] = models;
      else delete next[runtime];
    }
    await writeSetting(tx, TIERS_KEY, orNone(next));
    await releaseBlockedWork(tx, null);
    await record(tx, {
      type: "settings.updated",
      data: { key: TIERS_KEY, value: next },
    });
    await record(tx, { type: "runtime.updated", data: { runtime: null } });
  });
}

/** Merges a change: undefined keeps a field, null removes it. */
function merged<T extends object>(
  stored: T,
  change: { [K in keyof T]?: T[K] | null | undefined },
): T {
  const all = Object.entries({
    ...stored,
    ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
  });
  return Object.fromEntries(all.filter(([, value]) => value !== null)) as T;
}

/** A setting with no fields left is removed. */
const orNone = <T extends object>(value: T): T | null =>
  Object.keys(value).length === 0 ? null : value;
