import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { usage } from "../failure";
import { oneLine } from "../output/table";
import { runScript } from "./script";

export interface Loading {
  trust?: boolean;
  bare?: boolean;
}

const NAMES = [".workshop.ts", ".workshop.mjs", ".workshop.js"];

/** `$XDG_STATE_HOME/baton`, `~/.local/state` where the variable is not set. */
export function stateFolder(env: NodeJS.ProcessEnv = process.env): string {
  const folder = path.join(
    env.XDG_STATE_HOME?.trim() || path.join(homedir(), ".local", "state"),
    "baton",
  );
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The setup of the folder that is to be loaded. */
export const setupFile = ({ bare = false }: Loading): string | undefined =>
  bare ? undefined : NAMES.map((name) => path.resolve(name)).find((each) => existsSync(each));

/** Loads the folder's own setup, if it has one and somebody has confirmed what stands in it; what it exports becomes global. */
export async function loadFolder(loading: Loading): Promise<void> {
  const file = setupFile(loading);
  if (file === undefined) return;
  const known = new Confirmed(path.join(stateFolder(), "confirmed-workshops"));
  const digest = digestOf(file);
  if (!known.has(digest)) {
    if (!loading.trust) await confirm(file);
    known.add(digest);
  }
  // Another content than the one that was confirmed is not run.
  if (digestOf(file) !== digest)
    throw usage(`${file} has just changed`, "look at it and start again");
  Object.assign(globalThis, await runScript(file));
}

/** Of the place as well: what was confirmed in one folder says nothing about another. */
const digestOf = (file: string): string =>
  createHash("sha256").update(`${file}\0`).update(readFileSync(file)).digest("hex");

async function confirm(file: string): Promise<void> {
  const name = path.basename(file);
  if (!process.stdin.isTTY)
    throw usage(
      `${name} is code of this folder, and nobody has confirmed it as it is now`,
      "read it, then confirm it in a terminal or with --trust; --bare goes on without it",
    );
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(
      `${oneLine(file)} is code of this folder, new or changed since you confirmed it. Run it? [y/N] `,
    );
    if (!/^y(es)?$/i.test(answer.trim()))
      throw usage(`${name} was not confirmed`, "--bare goes on without it");
  } finally {
    lines.close();
  }
}

/** The digests of what was confirmed, a line each, in a file that only its owner can read. */
class Confirmed {
  readonly #file: string;
  readonly #digests: Set<string>;

  constructor(file: string) {
    this.#file = file;
    this.#digests = new Set(existsSync(file) ? readFileSync(file, "utf8").split("\n") : []);
  }

  has(digest: string): boolean {
    return this.#digests.has(digest);
  }

  add(digest: string): void {
    this.#digests.add(digest);
    writeFileSync(this.#file, [...this.#digests].filter(Boolean).join("\n"), { mode: 0o600 });
  }
}
