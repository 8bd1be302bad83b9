import type { Queryable } from "@/lib/core/database";
import type { Runtime as StoredRuntimeName } from "@/prisma/generated/enums";
import { anthropicRuntime } from "./anthropic";
import { openaiRuntime } from "./openai";
import { deviceIdentity } from "./openclaw/device";
import { openclawRuntime } from "./openclaw/runtime";
import type { Runtime } from "./runtime";
import {
  configuredAs,
  type RuntimeSettings,
  readRuntimeSettings,
  type SettableRuntime,
} from "./settings";
import { storableEvents } from "./storable-events";

/** The runtime of that kind with the current settings; null for agents that poll or connect by themselves. */
export async function runtimeNamed(
  db: Queryable,
  name: StoredRuntimeName,
): Promise<Runtime | null> {
  if (name === "pull" || name === "worker") return null;
  return runtimeWith(db, await readRuntimeSettings(db, name));
}

/** The runtime with the given settings, stored or not. Everything it reports can be stored. */
export async function runtimeWith(db: Queryable, settings: RuntimeSettings): Promise<Runtime> {
  return storableEvents(await implementationOf(db, settings));
}

async function implementationOf(db: Queryable, settings: RuntimeSettings): Promise<Runtime> {
  switch (settings.name) {
    case "anthropic":
      return anthropicRuntime(settings);
    case "openai":
      return openaiRuntime(settings);
    case "openclaw":
      // Without an address no device is needed.
      return openclawRuntime(settings, configuredAs(settings).ok ? await deviceIdentity(db) : null);
  }
}

/** In this order, because a gateway only accepts its own agents and the others accept any. */
const FALLBACKS: readonly SettableRuntime[] = ["anthropic", "openai", "openclaw"];

/**
 * The installation's runtime: the first that is fully configured. A reviewer that was registered without a runtime (as
 * by existing clients) is called through it.
 */
export async function configuredRuntime(db: Queryable): Promise<Runtime | null> {
  for (const name of FALLBACKS) {
    const runtime = await runtimeNamed(db, name);
    if (runtime?.configured().ok) return runtime;
  }
  return null;
}
