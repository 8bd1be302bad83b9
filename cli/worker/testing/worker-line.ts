import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type CommandLine, type Running, startCommandLine } from "@/lib/testing/command-line";
import type { TestDatabase } from "@/lib/testing/database";
import { inProject } from "@/scripts/project.mjs";

/** What a worker says with `--json`. */
interface Told {
  event: string;
  message: string;
  task?: string;
  run?: number;
  agent?: string;
}

export interface RunningWorker extends Running {
  /** Waits until it says something for the `count`th time, of a task if one is named. */
  told(event: string, options?: { of?: string; count?: number }): Promise<Told>;
}

/** A command that does what its prompt says. */
export const AGENT = `"${process.execPath}" "${inProject("cli/worker/testing/agent.mjs")}"`;

/** Baton over a database, the shipped command line, and workers that it starts. */
export async function startWorkerLine(test: TestDatabase) {
  const line: CommandLine = await startCommandLine(test);
  let workers: Running[] = [];

  // The answers are as the routes' own tests hold them; here they are only looked at.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  async function api(method: string, route: string, body?: object): Promise<any> {
    const response = await fetch(`${line.url}/api/${route}`, {
      method,
      headers: {
        authorization: `Bearer ${process.env.MC_API_KEY}`,
        "content-type": "application/json",
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  }

  const start = (name: string, words: string[], env: Record<string, string> = {}): RunningWorker =>
    startWorker(["--name", name, ...words], env);

  function startWorker(words: string[], env: Record<string, string> = {}): RunningWorker {
    const state = { XDG_STATE_HOME: path.join(line.folder, "state") };
    const running = line.start(["worker", "--repo", line.folder, "--grace", "0.2", ...words], {
      env: { ...state, ...env },
    });
    workers.push(running);
    return {
      ...running,
      async told(event, { of, count = 1 } = {}) {
        for (let at = 0, seen = 0; ; at++) {
          const lines = await running.printed(at + 1);
          const note = JSON.parse(lines[at] as string) as Told;
          const isIt = note.event === event && (of === undefined || note.task === of);
          if (isIt && ++seen === count) return note;
        }
      },
    };
  }

  return {
    ...line,
    api,
    start,
    /** The same without a name. */
    startWorker,
    /** Makes a task for an agent and returns its reference. */
    task: async (agent: string, title: string, fields: object = {}): Promise<string> =>
      (await api("POST", "tasks", { title, assigned_to: agent, ...fields })).task.ticket_ref,
    taskNow: async (ref: string) => (await api("GET", `tasks/${ref}`)).task,
    runNow: async (id: number | undefined) => (await api("GET", `runs/${id}`)).run,
    /** A new folder. */
    room: () => mkdtempSync(path.join(line.folder, "room-")),
    /** A repository with one commit, and git in it. */
    repository: () => {
      const repo = mkdtempSync(path.join(line.folder, "repo-"));
      const git = (...words: string[]) =>
        execFileSync("git", words, { cwd: repo, encoding: "utf8" });
      git("init", "-q", "-b", "main");
      writeFileSync(path.join(repo, "README.md"), "shop\n");
      git("add", ".");
      git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "One");
      return { repo, git };
    },
    /** Ends the workers that still run. */
    async endWorkers() {
      for (const worker of workers) worker.kill();
      await Promise.allSettled(workers.map(({ ended }) => ended));
      workers = [];
    },
  };
}

export type WorkerLine = Awaited<ReturnType<typeof startWorkerLine>>;
