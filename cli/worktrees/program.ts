import { spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";
import { killGroup, signalGroup } from "./process-group";

/** Variables by name. `NodeJS.ProcessEnv` is wider where Next describes it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What `spawn` takes: any variables are an environment. */
export const processEnvironment = (env: Environment): NodeJS.ProcessEnv => env as NodeJS.ProcessEnv;

export type Stream = "stdout" | "stderr";

export interface ProgramRequest {
  /** A line for `sh -c`. */
  command: string;
  cwd: string;
  env: Environment;
  timeoutMs: number;
  /** From the polite end to the certain one. */
  graceMs?: number;
  signal?: AbortSignal;
  onOutput?: (chunk: { stream: Stream; text: string }) => void;
  /** How much of the output is kept, from its end. */
  tailBytes?: number;
}

export interface ProgramEnd {
  /** Null when a signal ended it, or when it could not be started. */
  code: number | null;
  why: "exited" | "timed_out" | "cancelled" | "not_started";
  /** The last of standard output and error, as they came. */
  tail: string;
  durationMs: number;
}

/** The longest time that output is waited for when the program is gone and something outside of its group keeps the pipe open. */
const LAST_OUTPUT_MS = 500;

/**
 * Runs a command in a process group of its own, and resolves when it has ended and nothing of its group is left. Never throws: a
 * command that cannot be started says so in `why`.
 */
export function runProgram(request: ProgramRequest): Promise<ProgramEnd> {
  const { command, cwd, env, timeoutMs, graceMs = 10_000, signal, onOutput } = request;
  const tail = new Tail(request.tailBytes ?? 16_384);
  const begun = performance.now();
  const ended = (code: number | null, why: ProgramEnd["why"]): ProgramEnd => ({
    code,
    why,
    tail: tail.text(),
    durationMs: Math.round(performance.now() - begun),
  });
  if (signal?.aborted) return Promise.resolve(ended(null, "cancelled"));

  return new Promise((resolve) => {
    const child = spawn("/bin/sh", ["-c", command], {
      cwd,
      env: processEnvironment(env),
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let why: ProgramEnd["why"] = "exited";
    let certain: NodeJS.Timeout | undefined;
    const end = (reason: ProgramEnd["why"]) => {
      if (why !== "exited") return;
      why = reason;
      if (child.pid === undefined) return;
      signalGroup(child.pid, "SIGTERM");
      certain = setTimeout(signalGroup, graceMs, child.pid, "SIGKILL");
    };
    const timer = setTimeout(() => end("timed_out"), timeoutMs);
    const cancel = () => end("cancelled");
    signal?.addEventListener("abort", cancel, { once: true });

    const hear = (stream: Stream) => {
      const decoder = new StringDecoder("utf8");
      child[stream]?.on("data", (data: Buffer) => {
        const text = decoder.write(data);
        if (text === "") return;
        tail.add(text);
        onOutput?.({ stream, text });
      });
    };
    hear("stdout");
    hear("stderr");

    const finish = (code: number | null, reason: ProgramEnd["why"]) => {
      clearTimeout(timer);
      clearTimeout(certain);
      signal?.removeEventListener("abort", cancel);
      resolve(ended(code, reason));
    };
    child.once("error", (error) => {
      tail.add(`${error.message}\n`);
      finish(null, "not_started");
    });
    child.once("exit", (code) => {
      // What it left in the background has nobody to report to any more.
      const left = child.pid === undefined ? undefined : killGroup(child.pid);
      const last = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, LAST_OUTPUT_MS);
      child.once("close", async () => {
        clearTimeout(last);
        await left;
        finish(code, why);
      });
    });
  });
}

/** The end of a text that may be long, at about twice the bound in memory. */
class Tail {
  readonly #bytes: number;
  #parts: string[] = [];
  #length = 0;
  #isCut = false;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  add(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
    if (this.#length <= 2 * this.#bytes) return;
    this.#parts = [this.#parts.join("").slice(-this.#bytes)];
    this.#length = this.#bytes;
    this.#isCut = true;
  }

  text(): string {
    const whole = Buffer.from(this.#parts.join(""), "utf8");
    if (!this.#isCut && whole.length <= this.#bytes) return whole.toString("utf8");
    const mark = "[the beginning was cut]\n";
    const kept = whole.subarray(-(this.#bytes - mark.length)).toString("utf8");
    return mark + kept.replace(/^\uFFFD+/, "");
  }
}
