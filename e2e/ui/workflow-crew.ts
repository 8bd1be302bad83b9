import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inProject } from "../../scripts/project.mjs";
import type { OwnBaton } from "./own-baton";

export const CREW = ["planner", "coder", "tester", "reviewer"] as const;
export type Member = (typeof CREW)[number];

export interface Crew {
  /** Lets the program of one of them, which waits since it began, do its work: once for each call. */
  go(who: Member): void;
  /** What the worker of one of them has said. */
  output(who: Member): string;
  stop(): Promise<void>;
}

const PROGRAM = inProject("e2e/ui/workflow-program.mjs");

/** Four workers on one repository, each a process of its own, with a program that does what an agent of that name would. */
export async function startCrew({ url, apiKey, api }: OwnBaton): Promise<Crew> {
  const folder = mkdtempSync(path.join(tmpdir(), "baton-crew-"));
  const repo = path.join(folder, "shop");
  const signals = path.join(folder, "signals");
  mkdirSync(repo);
  mkdirSync(signals);
  const git = (...words: string[]) => execFileSync("git", words, { cwd: repo });
  git("init", "-q", "-b", "main");
  writeFileSync(path.join(repo, "README.md"), "shop\n");
  git("add", ".");
  git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "One");
  const workers: ChildProcess[] = [];
  for (const name of CREW) {
    await api.call("POST", "/api/agents/register", { name, runtime: "worker" });
    const line = `"${process.execPath}" "${PROGRAM}" ${name} "${signals}"`;
    const log = openSync(path.join(folder, `${name}.log`), "w");
    const words = ["--name", name, "--backend", "command", "--command", line];
    workers.push(
      spawn(
        process.execPath,
        [
          inProject("scripts/mc-cli.cjs"),
          ...["worker", ...words, "--worktree", "--repo", repo],
          ...["--min-free-disk", "1MB", "--grace", "0.2"],
          // Not what other tests of this Baton left for anybody.
          ...["--type", "crew"],
        ],
        {
          cwd: repo,
          stdio: ["ignore", log, log],
          env: {
            NODE_ENV: "production",
            PATH: process.env.PATH,
            HOME: folder,
            XDG_STATE_HOME: path.join(folder, "state"),
            MC_URL: url,
            MC_API_KEY: apiKey,
            GIT_AUTHOR_NAME: "crew",
            GIT_AUTHOR_EMAIL: "crew@example.com",
            GIT_COMMITTER_NAME: "crew",
            GIT_COMMITTER_EMAIL: "crew@example.com",
          },
        },
      ),
    );
    closeSync(log);
  }
  let given = 0;
  return {
    go(who) {
      given += 1;
      writeFileSync(path.join(signals, `${who}.${given}`), "");
    },
    output: (who) => readFileSync(path.join(folder, `${who}.log`), "utf8"),
    async stop() {
      await Promise.all(
        workers.map(async (worker) => {
          if (worker.exitCode !== null || worker.signalCode !== null) return;
          const ended = once(worker, "exit");
          worker.kill("SIGQUIT");
          await ended;
        }),
      );
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
