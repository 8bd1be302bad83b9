import { scriptFile } from "../pinned-node";
import * as sdk from "../sdk/index";
import { share } from "../sdk/shared";
import { workshopOf } from "../sdk/workshop";
import type { Session } from "../session";

/** Where a script finds the SDK that it imports as `baton/sdk`. */
export const SHARED = Symbol.for("baton.workshop");

/**
 * Puts the verbs into the global scope, over the session's connection, with a signal that each of them takes unless it is given another.
 */
export function openVerbs(
  { settings, globals, timeoutMs }: Session,
  signal: () => AbortSignal,
): void {
  const { url, key, project, agent } = settings;
  const options = {
    url,
    key: key ?? undefined,
    project: project ?? undefined,
    agent: agent ?? undefined,
    profile: globals.profile,
    requestTimeout: timeoutMs,
  };
  share(workshopOf(options, { signal, mc: scriptFile() }));
  Object.assign(globalThis, sdk, { [SHARED]: sdk });
}

/** The names that a script and the shell have. */
export const VERB_NAMES: readonly string[] = Object.keys(sdk);
