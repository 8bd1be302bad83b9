import { EXIT, Failure } from "./failure";

/** Baton's address and the caller, from environment variables that options override. */
export interface Settings {
  /** Without a trailing slash. */
  url: string;
  key: string | null;
  /** A ticket prefix, for commands that work in one project. */
  project: string | null;
  /** The agent that a general key acts for. */
  agent: string | null;
}

export interface SettingOptions {
  url?: string;
  project?: string;
  agent?: string;
}

const DEFAULT_URL = "http://127.0.0.1:3000";

/** The key is read from the environment only, because every user of the machine can see command lines. */
export function readSettings(
  options: SettingOptions,
  env: Record<string, string | undefined> = process.env,
): Settings {
  return {
    url: addressOf(options.url ?? env.MC_URL ?? DEFAULT_URL),
    key: env.MC_API_KEY?.trim() || null,
    project: options.project ?? (env.MC_PROJECT?.trim() || null),
    agent: options.agent ?? (env.MC_AGENT?.trim() || null),
  };
}

function addressOf(text: string): string {
  const address = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(address)) {
    throw new Failure(`"${text}" is not an address`, {
      exitCode: EXIT.usage,
      fix: `set MC_URL to the address of Baton, such as ${DEFAULT_URL}`,
    });
  }
  return address.replace(/\/+$/, "");
}
