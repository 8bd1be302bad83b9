import type { ChildProcess } from "node:child_process";
import { BatonError } from "./errors";
import type { Link } from "./link";
import { builtin, environment, hasSystem } from "./platform";
import { misuse } from "./refusals";
import { hasProfile } from "./settings";
import type { BoardWorker, BoardWorkerOptions, Team, WorkerNote } from "./verbs";

/** Where the command line is, from the built SDK, in a clone. */
const BESIDE = "../../../scripts/mc-cli.cjs";

/**
 * Starts `mc worker` as a process of its own: the worker has the same outbox, worktrees and signals as one that somebody starts by hand,
 * and what its program does to it leaves this process alone. It ends with this process: it drains when its standard input does.
 */
export async function startBoardWorker(
  link: Link,
  team: Pick<Team, "fromProfile">,
  name: string,
  type: string,
  options: BoardWorkerOptions,
): Promise<BoardWorker> {
  if (!hasSystem())
    throw misuse("a browser cannot run a worker", "start it with `mc worker` on a machine");
  const { url, key } = await link.settings();
  const own = await profileWords(team, name, options);
  const words = [await commandLine(options), "worker", "--json", "--with-parent"];
  words.push("--name", name, "--type", type, ...own, ...optionWords(options));
  const { spawn } = await builtin("node:child_process");
  const { execPath } = (globalThis as unknown as { process: { execPath: string } }).process;
  options.signal?.throwIfAborted();
  const child = spawn(execPath, words, {
    // Next's types want a NODE_ENV, which Node does not.
    env: { ...(environment() as NodeJS.ProcessEnv), MC_URL: url, MC_API_KEY: key ?? "" },
    stdio: ["pipe", "pipe", "pipe"],
  });
  return running(child, name, type, options);
}

/** A profile at Baton makes the agent; one of this machine has options of `mc worker`. There may be both. */
async function profileWords(
  team: Pick<Team, "fromProfile">,
  name: string,
  { profile, signal }: BoardWorkerOptions,
): Promise<string[]> {
  if (profile === undefined) return [];
  const isHere = await hasProfile(profile);
  await team.fromProfile(profile, name, { signal }).catch((error: unknown) => {
    if (!(isHere && error instanceof BatonError && error.code === "not_found")) throw error;
  });
  return isHere ? ["--profile", profile] : [];
}

async function commandLine({ mc }: BoardWorkerOptions): Promise<string> {
  const [fs, url] = await Promise.all([builtin("node:fs"), builtin("node:url")]);
  const here = import.meta.url as string | undefined;
  const named = mc ?? environment().MC_CLI ?? (here && url.fileURLToPath(new URL(BESIDE, here)));
  if (named && fs.existsSync(named)) return named;
  throw misuse(
    `the command line is not at ${named ?? "its place"}`,
    "say where mc-cli.cjs is: boardWorker(name, type, { mc })",
  );
}

function optionWords(options: BoardWorkerOptions): string[] {
  const { interval, timeout, worktree, tools, env = [], args = [] } = options;
  const seconds = { interval, timeout };
  return [
    ...Object.entries(seconds).flatMap(([option, ms]) =>
      ms === undefined ? [] : [`--${option}`, String(ms / 1_000)],
    ),
    ...PLAIN.flatMap((option) => {
      const value = options[option];
      const flag = option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return value === undefined ? [] : [`--${flag}`, String(value)];
    }),
    ...(worktree ? ["--worktree"] : []),
    ...(tools ? ["--tools"] : []),
    ...(env.length > 0 ? ["--env", ...env] : []),
    ...args,
  ];
}

const PLAIN = [
  "repo",
  "backend",
  "command",
  "endpoint",
  "program",
  "model",
  "instructions",
  "concurrency",
  "base",
  "init",
  "permissionMode",
  "sandbox",
  "maxTurns",
] as const;

async function running(
  child: ChildProcess,
  name: string,
  type: string,
  { signal, onNote }: BoardWorkerOptions,
): Promise<BoardWorker> {
  const { createInterface } = await builtin("node:readline");
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4_000);
  });
  const ended = new Promise<number>((resolve) => {
    child.once("close", (code) => resolve(code ?? 1));
    child.once("error", () => resolve(1));
  });
  const stop = ({ now = false } = {}) => {
    child.kill(now ? "SIGQUIT" : "SIGTERM");
    return ended;
  };
  const onAbort = () => void stop();
  signal?.addEventListener("abort", onAbort, { once: true });
  void ended.then(() => signal?.removeEventListener("abort", onAbort));
  await new Promise<void>((resolve, reject) => {
    if (child.stdout)
      createInterface({ input: child.stdout }).on("line", (line) => {
        const note = noteIn(line);
        if (!note) return;
        onNote?.(note);
        if (note.event === "started") resolve();
      });
    void ended.then((code) =>
      reject(signal?.aborted ? signal.reason : failureOf(name, code, said)),
    );
  });
  return { name, type, pid: child.pid as number, ended, stop };
}

function noteIn(line: string): WorkerNote | null {
  try {
    return JSON.parse(line) as WorkerNote;
  } catch {
    return null;
  }
}

/** What the command line said last, which is one line of JSON. */
function failureOf(name: string, code: number, said: string): BatonError {
  const last = said.trim().split("\n").at(-1) ?? "";
  try {
    const failure = JSON.parse(last) as { code: string; message: string; fix?: string };
    return new BatonError(failure.message, { code: failure.code, fix: failure.fix });
  } catch {
    return new BatonError(`the worker ${name} ended with ${code}: ${last}`, { code: "failed" });
  }
}
