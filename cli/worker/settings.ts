import path from "node:path";
import { usage } from "../failure";
import type { Globals } from "../session";

/** The options of `mc worker` as commander gives them, or a profile. */
export interface WorkerOptions {
  name?: string;
  type?: string;
  backend?: string;
  command?: string;
  promptFile?: boolean;
  endpoint?: string;
  program?: string;
  concurrency?: string | number;
  repo?: string;
  worktree?: boolean;
  base?: string;
  init?: string;
  interval?: string | number;
  model?: string;
  instructions?: string;
  silence?: string | number;
  grace?: string | number;
  finishWithin?: string | number;
  minFreeDisk?: string | number;
  env?: string[];
  maxTurns?: string | number;
  maxCost?: string | number;
  permissionMode?: string;
  sandbox?: string;
  tools?: boolean;
  ask?: boolean;
  commands?: boolean;
  hold?: string | number;
  once?: boolean;
  profileAgents?: string;
}

export const BACKENDS = ["claude", "codex", "openclaw", "command", "http", "none"] as const;
type Backend = (typeof BACKENDS)[number];

/** What a worker is to do, checked. Times are in milliseconds, sizes in bytes. */
export interface WorkerSettings {
  /** The agent whose work it does. With `profileAgents`, of each of them in turn. */
  name: string;
  /** The profile whose agents it serves, in place of one by its name. */
  profileAgents: string | null;
  workType: string | null;
  backend: Backend;
  command: string | null;
  prompt: "stdin" | "file";
  endpoint: string | null;
  /** The program's own file, for one that is not in the PATH. */
  program: string | null;
  concurrency: number;
  repo: string;
  worktree: boolean;
  /** The branch that worktrees begin from; null for the one that is checked out. */
  base: string | null;
  /** Makes a new worktree ready, as a line of the shell. */
  init: string | null;
  /** Polls at this pace in place of waiting at the server. */
  intervalMs: number | null;
  model: string | null;
  instructions: string | null;
  limits: { timeoutMs: number; silenceMs: number; graceMs: number };
  finishWithinMs: number;
  minFreeBytes: number;
  env: readonly string[];
  maxTurns: number | null;
  maxCostUsd: number | null;
  permissionMode: string | null;
  sandbox: string;
  tools: boolean;
  /** Asks people for leave, where the program may not do something by itself. */
  ask: boolean;
  /** Runs the commands that tasks carry, with no program between. */
  commands: boolean;
  /** How long a program that waits for a person is held open. */
  holdMs: number;
  /** Ends when nothing is left to do. */
  once: boolean;
  args: readonly string[];
}

const GB = 1024 ** 3;

/** Checks the options; those of the profile count where no option was given. Throws a usage failure that names the option. */
export function workerSettings(
  options: WorkerOptions,
  profile: Readonly<Record<string, unknown>>,
  globals: Globals,
  args: readonly string[],
): WorkerSettings {
  const given: WorkerOptions = { ...fromProfile(profile), ...withoutUndefined(options) };
  const profileAgents = given.profileAgents?.trim() || null;
  if (profileAgents !== null && given.name)
    throw usage(
      "--name and --profile-agents exclude each other",
      "name one agent, or the profile whose agents the worker serves",
    );
  const name = profileAgents ?? given.name;
  if (!name)
    throw usage(
      "worker needs a name",
      "give it one: --name dev_1, or --profile-agents coder for all agents of a profile",
    );
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(name)) {
    throw usage(
      `--name ${name} is no name for an agent`,
      "use 1 to 63 letters, digits, dots, dashes and underscores",
    );
  }
  const backend = backendOf(given);
  const settings: WorkerSettings = {
    name,
    profileAgents,
    workType: given.type?.trim() || null,
    backend,
    command: given.command?.trim() || null,
    prompt: given.promptFile ? "file" : "stdin",
    endpoint: given.endpoint?.trim() || null,
    program: given.program?.trim() || null,
    concurrency: whole("--concurrency", given.concurrency ?? 1, 1, 20),
    repo: path.resolve(given.repo ?? "."),
    worktree: given.worktree === true,
    base: given.base?.trim() || null,
    init: given.init?.trim() || null,
    intervalMs: given.interval === undefined ? null : seconds("--interval", given.interval),
    model: given.model?.trim() || null,
    instructions: given.instructions?.trim() || null,
    limits: {
      timeoutMs: seconds("--timeout", globals.timeout ?? 1_800),
      silenceMs: seconds("--silence", given.silence ?? 600),
      graceMs: seconds("--grace", given.grace ?? 10),
    },
    finishWithinMs: seconds("--finish-within", given.finishWithin ?? 60),
    minFreeBytes: bytes(given.minFreeDisk ?? 2 * GB),
    env: given.env ?? [],
    maxTurns: given.maxTurns === undefined ? null : whole("--max-turns", given.maxTurns, 1, 10_000),
    maxCostUsd: given.maxCost === undefined ? null : amount("--max-cost", given.maxCost),
    permissionMode: given.permissionMode?.trim() || null,
    sandbox: given.sandbox ?? "workspace-write",
    tools: given.tools === true,
    ask: given.ask === true,
    commands: given.commands === true,
    holdMs: seconds("--hold", given.hold ?? 900),
    once: given.once === true,
    args,
  };
  if (backend === "none" && !settings.commands)
    throw usage(
      "--backend none does nothing without --commands",
      "add --commands, or name a program",
    );
  if (backend === "command" && settings.command === null)
    throw usage("--backend command needs a program", 'such as --command "./agent.sh"');
  if (settings.ask && backend !== "claude" && backend !== "codex")
    throw usage(
      `--ask is for claude and codex: --backend ${backend} says of nothing that it needs leave`,
      "leave it out; any program can ask by itself, with $MC_RUN and $MC_API_KEY",
    );
  if (backend === "http" && settings.endpoint === null)
    throw usage("--backend http needs an address", "such as --endpoint http://127.0.0.1:8080/work");
  return settings;
}

/** A worker that runs tasks' commands and names no program needs none. */
function backendOf({ backend, command, endpoint, commands }: WorkerOptions): Backend {
  const named = backend ?? (command ? "command" : endpoint ? "http" : commands ? "none" : "claude");
  const known = BACKENDS.find((each) => each === named);
  if (known) return known;
  throw usage(`--backend ${named} is none that mc knows`, `take one of ${BACKENDS.join(", ")}`);
}

/** `max_turns` of a profile is the option `maxTurns`. What is no option is a mistake that would go unnoticed. */
function fromProfile(profile: Readonly<Record<string, unknown>>): WorkerOptions {
  const entries = Object.entries(profile).map(([word, value]) => {
    const name = word.replace(/[-_](.)/g, (_, letter: string) => letter.toUpperCase());
    if (!(name in KINDS)) {
      throw usage(
        `the profile's worker has "${word}", which is no option of mc worker`,
        "mc worker --help lists them",
      );
    }
    const kind = KINDS[name as keyof WorkerOptions];
    const isIt =
      kind === "words"
        ? Array.isArray(value) && value.every((each) => typeof each === "string")
        : kind === "figure"
          ? typeof value === "number" || typeof value === "string"
          : typeof value === kind;
    if (!isIt) throw usage(`the profile's worker has "${word}" as something else than a ${kind}`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

const KINDS: Record<keyof WorkerOptions, "string" | "boolean" | "figure" | "words"> = {
  name: "string",
  type: "string",
  backend: "string",
  command: "string",
  promptFile: "boolean",
  endpoint: "string",
  program: "string",
  concurrency: "figure",
  repo: "string",
  worktree: "boolean",
  base: "string",
  init: "string",
  interval: "figure",
  model: "string",
  instructions: "string",
  silence: "figure",
  grace: "figure",
  finishWithin: "figure",
  minFreeDisk: "figure",
  env: "words",
  maxTurns: "figure",
  maxCost: "figure",
  permissionMode: "string",
  sandbox: "string",
  tools: "boolean",
  ask: "boolean",
  commands: "boolean",
  hold: "figure",
  once: "boolean",
  profileAgents: "string",
};

function withoutUndefined(options: WorkerOptions): WorkerOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function whole(flag: string, value: string | number, least: number, most: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw usage(`${flag} ${value} is no whole number from ${least} to ${most}`);
}

function amount(flag: string, value: string | number): number {
  const number = Number(value);
  if (number > 0 && Number.isFinite(number)) return number;
  throw usage(`${flag} ${value} is no amount of US dollars`);
}

/** Milliseconds from a number of seconds, which may be a fraction. */
function seconds(flag: string, value: string | number): number {
  const number = Number(value);
  // The longest that a timer can wait.
  if (number >= 0 && number <= 2_000_000 && String(value).trim() !== "") return number * 1_000;
  throw usage(`${flag} ${value} is no number of seconds`, `such as ${flag} 600`);
}

/** `2GB`, `500 MB` or plain bytes. */
function bytes(value: string | number): number {
  const [, figure = "", unit = ""] =
    /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?\s*$/i.exec(String(value)) ?? [];
  if (figure === "")
    throw usage(`--min-free-disk ${value} is no size`, "such as --min-free-disk 2GB");
  return Number(figure) * 1024 ** " kmgt".indexOf(unit.toLowerCase() || " ");
}

export function sizeText(size: number): string {
  if (size >= GB) return `${(size / GB).toFixed(1)} GB`;
  return `${Math.round(size / 1024 ** 2)} MB`;
}
