import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { endGroup } from "../worktrees/process-group";
import { Clock } from "./clock";
import { endMarked, MARK } from "./escaped";
import { Lines } from "./lines";

/** How long a program may go on, in milliseconds. */
export interface Limits {
  /** In all. */
  timeoutMs: number;
  /** Without a sign of life on its standard output or error. */
  silenceMs: number;
  /** Between SIGTERM and SIGKILL. */
  graceMs: number;
}

/** Why a program was ended from outside: its time was up, it was silent too long, or whoever started it cancelled it. */
export type Stopped = "timeout" | "silence" | "cancelled";

export interface ProcessEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  stopped: Stopped | null;
}

/** The standard input of a program that is spoken to while it works. */
export interface Stdin {
  /** Writes a line of JSON. */
  send(message: object): void;
  /** Nothing more will be said. With `withinMs`, a program that has not ended by itself then is ended, as if it had. */
  end(withinMs?: number): void;
}

interface ProcessOptions {
  file: string;
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** Written to standard input, which is closed then: programs that find it open wait for more. Or speaks to it while it works. */
  input: string | ((stdin: Stdin) => void);
  limits: Limits;
  /** What the limits are measured by; one of its own unless given. */
  clock?: Clock;
  signal: AbortSignal;
  /** Characters of a line that are kept at most. */
  longestLine: number;
  /** `mark` is how processes are found that have left its group. */
  onStart?(pid: number, mark: string): void;
  onLine(line: string, cut: boolean): void;
  onErrorLine(line: string, cut: boolean): void;
}

/** The system's refusal to start a program: ENOENT where there is none of that name. */
export class NotStarted extends Error {
  readonly code: string;

  constructor(file: string, code: string) {
    const why =
      code === "ENOENT" ? "is not installed" : code === "EACCES" ? "may not be started" : code;
    super(`${file} ${why}`);
    this.name = "NotStarted";
    this.code = code;
  }
}

/** How long the streams of a program that has ended are read on, when something that it started holds them open. */
const DRAIN_MS = 1_000;

/**
 * Runs a program in a process group of its own until it ends or is ended, and gives its output line by line. When it resolves, nothing
 * of the group is left: what the program started ends with it, on Linux also in groups of its own. Throws `NotStarted`.
 */
export async function runProcess(options: ProcessOptions): Promise<ProcessEnd> {
  const { file, args, cwd, env, limits } = options;
  const mark = randomUUID();
  const child = spawn(file, [...args], {
    cwd,
    // Next declares NODE_ENV as needed in every environment; a program gets what it is given.
    env: { ...env, [MARK]: mark } as unknown as NodeJS.ProcessEnv,
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  await started(child, file);
  const pid = child.pid as number;
  options.onStart?.(pid, mark);
  const exited = new Promise<Pick<ProcessEnd, "code" | "signal">>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  const drained = new Promise<void>((resolve) => {
    child.once("close", resolve);
  });

  let stopped: Stopped | null = null;
  let ending: Promise<void> | null = null;
  const stop = (why: Stopped): void => {
    stopped ??= why;
    ending ??= endGroup(pid, limits.graceMs);
  };
  const clock = options.clock ?? new Clock();
  const stepMs = Math.max(10, Math.min(1_000, limits.silenceMs / 4, limits.timeoutMs / 4));
  const began = clock.tick(0);
  let heardAt = began;
  const watch = setInterval(() => {
    const now = clock.tick(2 * stepMs);
    if (now - began > limits.timeoutMs) stop("timeout");
    else if (now - heardAt > limits.silenceMs) stop("silence");
  }, stepMs);
  const cancel = () => stop("cancelled");
  if (options.signal.aborted) cancel();
  else options.signal.addEventListener("abort", cancel, { once: true });

  const out = new Lines({ longest: options.longestLine, onLine: options.onLine });
  const errors = new Lines({ longest: options.longestLine, onLine: options.onErrorLine });
  const read = (stream: NodeJS.ReadableStream, lines: Lines) =>
    stream.on("data", (bytes: Buffer) => {
      heardAt = clock.tick(2 * stepMs);
      lines.add(bytes);
    });
  read(child.stdout, out);
  read(child.stderr, errors);
  // A program that ends before it has read everything is no error of ours.
  child.stdin.on("error", () => undefined);
  let last: NodeJS.Timeout | undefined;
  if (typeof options.input === "string") child.stdin.end(options.input);
  else
    options.input({
      send: (message) =>
        void (child.stdin.writable && child.stdin.write(`${JSON.stringify(message)}\n`)),
      end(withinMs) {
        child.stdin.end();
        if (withinMs !== undefined)
          last ??= setTimeout(() => {
            ending ??= endGroup(pid, limits.graceMs);
          }, withinMs);
      },
    });

  const end = await exited;
  clearTimeout(last);
  clearInterval(watch);
  options.signal.removeEventListener("abort", cancel);
  await (ending ?? endGroup(pid, limits.graceMs));
  await endMarked(mark, limits.graceMs);
  await within(drained, DRAIN_MS);
  child.stdout.destroy();
  child.stderr.destroy();
  out.end();
  errors.end();
  return { ...end, stopped };
}

function started(child: ChildProcess, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("spawn", () => resolve());
    child.once("error", (error: NodeJS.ErrnoException) =>
      reject(new NotStarted(file, error.code ?? error.message)),
    );
  });
}

/** Waits for this, but no longer. It leaves no timer, which would keep a worker that has ended from ending. */
async function within(event: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([event, enough]);
  clearTimeout(timer);
}
