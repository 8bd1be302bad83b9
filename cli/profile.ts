import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { usage } from "./failure";

/** Where Baton is and who calls, saved on this machine by `mc init`. */
export interface Profile {
  url?: string;
  key?: string;
  project?: string;
  agent?: string;
  /** Options of `mc worker` by their names, such as `{"backend": "claude", "model": "opus"}`. Written by hand. */
  worker?: Readonly<Record<string, unknown>>;
}

export const DEFAULT_PROFILE = "default";

/** `$XDG_CONFIG_HOME/baton/NAME.json`, `~/.config` where the variable is not set. */
export function profileFile(
  name: string,
  env: Record<string, string | undefined> = process.env,
): string {
  if (!/^[\w.-]{1,60}$/.test(name) || name.startsWith("."))
    throw usage(`"${name}" is no name for a profile`, "use letters, digits, dots and dashes");
  const config = env.XDG_CONFIG_HOME?.trim() || path.join(homedir(), ".config");
  return path.join(config, "baton", `${name}.json`);
}

/** The saved profile, or null if there is none. */
export function readProfile(name: string): Profile | null {
  const file = profileFile(name);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return null;
  }
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== "object" || read === null) throw new Error("not an object");
    const { worker, ...others } = read as Record<string, unknown>;
    return {
      ...Object.fromEntries(
        Object.entries(others).filter(([, value]) => typeof value === "string" && value !== ""),
      ),
      ...(typeof worker === "object" && worker !== null ? { worker: { ...worker } } : {}),
    };
  } catch {
    throw usage(`${file} is no profile: its JSON cannot be read`, "write it anew with `mc init`");
  }
}

/** Saves a profile that only its owner can read, and returns its file. */
export function writeProfile(name: string, profile: Profile): string {
  const file = profileFile(name);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(profile, null, 2)}\n`, { mode: 0o600 });
  // The mode above is cut by the umask; a file that was there keeps its own.
  chmodSync(fresh, 0o600);
  renameSync(fresh, file);
  return file;
}

/** Whether others on this machine can read a profile; null where there is none or modes mean nothing. */
export function isReadableByOthers(name: string): boolean | null {
  const found = statSync(profileFile(name), { throwIfNoEntry: false });
  if (!found || process.platform === "win32") return null;
  return (found.mode & 0o077) !== 0;
}
