import type { Profile } from "../profile";
import { readSettings, type Settings } from "../settings";
import { builtin, environment, hasSystem } from "./platform";
import { misuse } from "./refusals";
import type { ConnectOptions } from "./types";

const NAME = /^(?!\.)[\w.-]{1,60}$/;

/**
 * Where Baton is and who calls. What `mc` says of its options, profiles and environment holds: options count first, then a profile that
 * was asked for, then the environment, then the profile `default`; a saved key is never sent to another address. A page that
 * Baton serves needs none of it: its own address and session count.
 */
export async function settingsFor(options: ConnectOptions): Promise<Settings> {
  const { url, key, project, agent } = options;
  const env = environment();
  const name = options.profile ?? (env.MC_PROFILE?.trim() || undefined);
  const named = name === undefined ? undefined : await readProfile(name, env);
  if (named === null)
    throw misuse(`there is no profile "${name}"`, `make it: mc init --profile ${name}`);
  const isComplete = url !== undefined && key !== undefined;
  const saved = name === undefined && !isComplete ? await readProfile("default", env) : null;
  return readSettings(
    { url: url ?? (hasSystem() ? undefined : pageOrigin()), key, project, agent },
    env,
    { named, saved: saved ?? undefined },
  );
}

/** The address of the page, where there is one. */
function pageOrigin(): string | undefined {
  const { location } = globalThis as { location?: { origin?: string } };
  return location?.origin?.startsWith("http") ? location.origin : undefined;
}

/** Whether this machine has a profile of that name. */
export const hasProfile = async (name: string): Promise<boolean> =>
  NAME.test(name) && (await readProfile(name, environment())) !== null;

async function readProfile(
  name: string,
  env: Record<string, string | undefined>,
): Promise<Profile | null> {
  if (!hasSystem()) return null;
  if (!NAME.test(name))
    throw misuse(`"${name}" is no name for a profile`, "use letters, digits, dots and dashes");
  let text: string;
  try {
    const [fs, os, path] = await Promise.all([
      builtin("node:fs"),
      builtin("node:os"),
      builtin("node:path"),
    ]);
    const config = env.XDG_CONFIG_HOME?.trim() || path.join(os.homedir(), ".config");
    text = fs.readFileSync(path.join(config, "baton", `${name}.json`), "utf8");
  } catch {
    return null;
  }
  return profileIn(text, name);
}

function profileIn(text: string, name: string): Profile {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== "object" || read === null) throw new Error("not an object");
    return Object.fromEntries(
      Object.entries(read).filter(([, value]) => typeof value === "string" && value !== ""),
    );
  } catch {
    throw misuse(
      `the profile "${name}" cannot be read`,
      `write it anew: mc init --profile ${name}`,
    );
  }
}
