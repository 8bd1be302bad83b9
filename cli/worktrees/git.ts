import { spawn } from "node:child_process";
import { gitProblem, WorktreeProblem } from "./problem";
import { type Environment, processEnvironment } from "./program";
import { SAFE_ENVIRONMENT, safeConfig, withoutGit } from "./safe-config";

export interface GitRequest {
  /** Completes "git could not …" when it fails. */
  what: string;
  /** Exit codes that are answers. */
  allow?: readonly number[];
  input?: string;
  env?: Record<string, string>;
  /** More of standard output than this is cut, and git is stopped. */
  maxBytes?: number;
  /** May talk to a remote. */
  isRemote?: boolean;
  signal?: AbortSignal;
}

export interface GitAnswer {
  code: number;
  out: string;
  err: string;
  isCut: boolean;
}

export interface GitPlace {
  program: string;
  env: Environment;
  cwd: string;
  /** Named to git, so that a `.git` file that a program wrote into its worktree leads nowhere. */
  gitDir?: string;
  workTree?: string;
  /** Drivers of the repository's own configuration that may run. */
  trusted: ReadonlySet<string>;
}

const MAX_OUTPUT = 64 * 1024 * 1024;
const MAX_ERROR = 64 * 1024;
const TIMEOUT_MS = 10 * 60_000;
const TRIES_WHEN_LOCKED = 5;

/** Calls git in one place, with everything turned off that the repository could make it run. */
export class Git {
  readonly place: GitPlace;
  #config: Promise<Record<string, string>> | undefined;

  constructor(place: GitPlace) {
    this.place = place;
  }

  /** The same elsewhere, with the configuration read again: a program may have written to it since. */
  at(place: Partial<GitPlace>): Git {
    return new Git({ ...this.place, ...place });
  }

  /** The variables under which another program's calls of git are as safe as these. */
  async environment(): Promise<Environment> {
    return this.#environment(await this.#safeConfig(), { what: "" });
  }

  /** Standard output without the newline at its end. Throws a `WorktreeProblem`. */
  async text(args: readonly string[], request: GitRequest): Promise<string> {
    return (await this.run(args, request)).out.replace(/\n$/, "");
  }

  /** The parts of an answer that ends each with a NUL. */
  async parts(args: readonly string[], request: GitRequest): Promise<string[]> {
    const { out } = await this.run(args, request);
    return out.split("\0").slice(0, -1);
  }

  /** Whether git answers yes (0) or no (1). */
  async holds(args: readonly string[], what: string): Promise<boolean> {
    return (await this.run(args, { what, allow: [0, 1] })).code === 0;
  }

  /** The commit that a name stands for, or null. */
  async commitOf(name: string): Promise<string | null> {
    const { code, out } = await this.run(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`],
      { what: `read ${name}`, allow: [0, 1, 128] },
    );
    return code === 0 ? out.trim() : null;
  }

  async run(args: readonly string[], request: GitRequest): Promise<GitAnswer> {
    const config = await this.#safeConfig();
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#spawn(args, request, config);
      if ((request.allow ?? [0]).includes(answer.code) || answer.isCut) return answer;
      const problem = gitProblem(request.what, answer.err || answer.out);
      if (!problem.retryable || attempt === TRIES_WHEN_LOCKED) throw problem;
      // Another git holds a lock for a moment; the waits differ, so that two do not meet again.
      await new Promise((resolve) => setTimeout(resolve, (20 + Math.random() * 60) * attempt));
    }
  }

  #safeConfig(): Promise<Record<string, string>> {
    this.#config ??= safeConfig(
      (words) => this.#spawn(words, { what: "read its configuration" }, {}),
      this.place.trusted,
    );
    return this.#config;
  }

  #environment(config: Record<string, string>, request: GitRequest): Environment {
    const { env, gitDir, workTree } = this.place;
    const entries = Object.entries(config);
    return {
      ...withoutGit(env),
      ...SAFE_ENVIRONMENT,
      // Not even a repository that lacks objects fetches them, unless this is about a remote.
      GIT_ALLOW_PROTOCOL: request.isRemote ? "https:http:ssh:file" : "none",
      ...(gitDir ? { GIT_DIR: gitDir } : {}),
      ...(workTree ? { GIT_WORK_TREE: workTree } : {}),
      ...request.env,
      ...Object.fromEntries(
        entries.flatMap(([key, value], at) => [
          [`GIT_CONFIG_KEY_${at}`, key.replace(/^\d+:/, "")],
          [`GIT_CONFIG_VALUE_${at}`, value],
        ]),
      ),
      ...(entries.length > 0 ? { GIT_CONFIG_COUNT: String(entries.length) } : {}),
    };
  }

  #spawn(
    args: readonly string[],
    request: GitRequest,
    config: Record<string, string>,
  ): Promise<GitAnswer> {
    const { program, cwd } = this.place;
    const { what, input, signal, maxBytes = MAX_OUTPUT } = request;
    return new Promise((resolve, reject) => {
      const child = spawn(program, args, {
        cwd,
        env: processEnvironment(this.#environment(config, request)),
        stdio: ["pipe", "pipe", "pipe"],
        signal,
      });
      // Not the option of spawn: its timer goes on, and holds the process, when git could not be started.
      const timer = setTimeout(() => child.kill("SIGTERM"), TIMEOUT_MS);
      const out: Buffer[] = [];
      let outBytes = 0;
      let err = "";
      let isCut = false;
      child.stdout.on("data", (data: Buffer) => {
        if (isCut) return;
        out.push(data);
        outBytes += data.length;
        if (outBytes <= maxBytes) return;
        isCut = true;
        child.kill("SIGTERM");
      });
      child.stderr.on("data", (data: Buffer) => {
        if (err.length < MAX_ERROR) err += data.toString("utf8");
      });
      // A git that failed early does not read what it is given.
      child.stdin.on("error", () => undefined);
      child.stdin.end(input ?? "");
      child.once("error", (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        reject(startProblem(error, program, cwd, what));
      });
      child.once("close", (code, killed) => {
        clearTimeout(timer);
        const text = Buffer.concat(out).subarray(0, maxBytes).toString("utf8");
        if (code === null && !isCut) err += `\nit was ended by ${killed ?? "a signal"}`;
        resolve({ code: code ?? 128, out: text, err, isCut });
      });
    });
  }
}

function startProblem(
  error: NodeJS.ErrnoException,
  program: string,
  cwd: string,
  what: string,
): WorktreeProblem {
  if (error.name === "AbortError")
    return new WorktreeProblem("cancelled", `stopped before git could ${what}`, { cause: error });
  if (error.code === "ENOENT" || error.code === "EACCES" || error.code === "ENOTDIR")
    return new WorktreeProblem(
      "no_git",
      `git cannot be started as "${program}" in ${cwd}: ${error.code}`,
      { fix: "install git 2.31 or newer, and check that the folder exists", cause: error },
    );
  return gitProblem(what, error.message, error);
}
