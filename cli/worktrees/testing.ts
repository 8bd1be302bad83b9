import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { processEnvironment } from "./program";
import type { RepositoryOptions } from "./repository";
import { openRepository, type Repository, type Worktree } from "./worktrees";

let made = "";

/** A checkout with one commit, made once for all tests of this process. */
function checkout(env: Record<string, string | undefined>): string {
  if (made !== "") return made;
  made = mkdtempSync(path.join(tmpdir(), "baton-checkout-"));
  process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  for (const [name, text] of [
    ["README.md", "shop\n"],
    ["src/cart.ts", "export const cart = 1;\n"],
    [".gitignore", "node_modules\n.env*\ndist\n"],
  ] as const) {
    mkdirSync(path.dirname(path.join(made, name)), { recursive: true });
    writeFileSync(path.join(made, name), text);
  }
  for (const args of [["init"], ["add", "--all"], ["commit", "-m", "First"]])
    spawnSync("git", args, { cwd: made, env: processEnvironment(env) });
  return made;
}

/** A checkout in a folder of its own, with a home and a configuration of git of its own. */
export class Sandbox {
  readonly folder: string;
  readonly repo: string;
  readonly env: Record<string, string | undefined>;
  #run = 0;

  constructor(name = "shop") {
    this.folder = realpathSync(mkdtempSync(path.join(tmpdir(), "baton-worktrees-")));
    this.repo = path.join(this.folder, name);
    const config = path.join(this.folder, "gitconfig");
    writeFileSync(
      config,
      '[user]\n\tname = Owner\n\temail = owner@example.com\n[init]\n\tdefaultBranch = main\n[commit]\n\tgpgSign = false\n[protocol "file"]\n\tallow = always\n',
    );
    this.env = {
      PATH: process.env.PATH,
      HOME: this.folder,
      GIT_CONFIG_GLOBAL: config,
      GIT_CONFIG_NOSYSTEM: "1",
    };
    cpSync(checkout(this.env), this.repo, { recursive: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs git as the owner would, in the checkout. */
  git(...args: string[]): string {
    return this.gitIn(this.repo, ...args);
  }

  gitIn(cwd: string, ...args: string[]): string {
    const { status, stdout, stderr } = spawnSync("git", args, {
      cwd,
      env: processEnvironment(this.env),
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  }

  write(cwd: string, files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(cwd, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  commit(message: string, files: Record<string, string>, cwd = this.repo): string {
    this.write(cwd, files);
    this.gitIn(cwd, "add", "--all");
    this.gitIn(cwd, "commit", "--quiet", "--no-verify", "-m", message);
    return this.gitIn(cwd, "rev-parse", "HEAD");
  }

  open(options: Partial<RepositoryOptions> = {}): Promise<Repository> {
    return openRepository({
      path: this.repo,
      env: this.env,
      machine: path.join(this.folder, "machine"),
      ...options,
    });
  }

  /** The worktree of a new run of a ticket. */
  async prepare(
    repository: Repository,
    ref = "shop-014",
    options: Partial<Parameters<Repository["prepare"]>[0]> = {},
  ): Promise<Worktree> {
    this.#run++;
    const id = Number(/\d+/.exec(ref)?.[0] ?? 1);
    return repository.prepare({
      run: this.#run,
      task: { id, ref, title: "Fix it" },
      env: this.env,
      ...options,
    });
  }

  /** A program for the PATH or in place of git. */
  program(name: string, script: string): string {
    const file = path.join(this.folder, "bin", name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  read(...parts: string[]): string {
    return readFileSync(path.join(...parts), "utf8");
  }

  branches(): string[] {
    return this.git("for-each-ref", "--format=%(refname:short)", "refs/heads").split("\n");
  }
}
