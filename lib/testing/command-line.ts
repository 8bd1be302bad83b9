import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { routes } from "@/app/api/openapi.json/routes";
import { createApiHost } from "@/lib/api/host";
import { closeDatabase, type Database } from "@/lib/core/database";
import { endLongLived } from "@/lib/events/long-lived";
import { inProject } from "@/scripts/project.mjs";
import type { TestDatabase } from "./database";

const ADMIN_KEY = "mc_the-admin-key-of-the-tests";

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export interface RunOptions {
  env?: Record<string, string>;
  /** Standard input, which is empty otherwise. */
  input?: string;
  /** By default the admin's. */
  key?: string;
}

export interface CommandLine {
  url: string;
  server: Server;
  /** A folder for files and profiles of the tests. */
  folder: string;
  /** Runs the shipped file with these words, as any shell would. */
  mc(words: string[], options?: RunOptions): Promise<Ended>;
  /** Starts a line of a shell in the repository. */
  startShell(line: string): Running;
  /** Starts it and gives its lines as they come. */
  start(words: string[], options?: RunOptions): Running;
  close(): Promise<void>;
}

export interface Running {
  child: ChildProcess;
  lines: string[];
  /** Resolves when enough lines were printed on standard output. */
  printed(count: number): Promise<string[]>;
  /** Ends it and what it started. */
  kill(): void;
  ended: Promise<Ended>;
}

/** The whole API on a loopback port over the database, and the shipped command line against it. */
export async function startCommandLine(test: TestDatabase): Promise<CommandLine> {
  process.env.MC_API_KEY = ADMIN_KEY;
  process.env.DATABASE_URL = test.url;
  process.env.BATON_SECRET = "a secret of the tests, long enough to be one";
  (globalThis as { __batonDatabase?: Database }).__batonDatabase = test.db;
  const serve = createApiHost(routes);
  const server = createServer(async (request, response) => {
    if (!(await serve(request, response))) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = mkdtempSync(path.join(tmpdir(), "mc-"));
  // Pictures and backups of the server.
  process.env.BATON_DATA_DIR = mkdtempSync(path.join(folder, "data-"));
  const children = new Set<ChildProcess>();
  const killAll = () => {
    for (const child of children) kill(child);
  };
  // A program that watches goes on for ever: it must not outlive a test that was stopped.
  process.once("exit", killAll);

  const begin = (program: string, args: string[], options: RunOptions = {}): Running => {
    const child = spawn(program, args, {
      cwd: inProject(),
      env: {
        NODE_ENV: "test",
        PATH: process.env.PATH ?? "",
        HOME: folder,
        XDG_CONFIG_HOME: folder,
        // A third of what a start of mc costs is compiling it.
        NODE_COMPILE_CACHE: inProject("node_modules/.cache/baton-mc"),
        MC_URL: url,
        MC_API_KEY: options.key ?? ADMIN_KEY,
        ...options.env,
      },
      stdio: ["pipe", "pipe", "pipe"],
      // A group of its own, so that what a shell started ends with it.
      detached: true,
    });
    children.add(child);
    child.stdin.end(options.input ?? "");
    return follow(child, children);
  };
  const start: CommandLine["start"] = (words, options) =>
    begin(process.execPath, [inProject("scripts/mc-cli.cjs"), ...words], options);

  return {
    url,
    server,
    folder,
    start,
    mc: (words, options) => start(words, options).ended,
    startShell: (line) => begin("sh", ["-c", line]),
    async close() {
      killAll();
      process.off("exit", killAll);
      endLongLived();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await closeDatabase();
      delete process.env.BATON_DATA_DIR;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function kill(child: ChildProcess): void {
  const hasEnded = child.exitCode !== null || child.signalCode !== null;
  if (child.pid !== undefined && !hasEnded) process.kill(-child.pid, "SIGKILL");
}

function follow(child: ChildProcess, children: Set<ChildProcess>): Running {
  const lines: string[] = [];
  const ended: Ended = { code: null, out: "", err: "" };
  let onOutput: () => void = () => undefined;
  let rest = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    ended.out += chunk;
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
    onOutput();
  });
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    ended.err += chunk;
  });
  const end = new Promise<Ended>((resolve) => {
    child.once("close", (code) => {
      children.delete(child);
      resolve({ ...ended, code });
    });
  });
  const until = (isThere: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      onOutput = () => isThere() && resolve();
      onOutput();
      void end.then(({ code, err }) =>
        isThere() ? resolve() : reject(new Error(`mc ended with ${code}: ${err}`)),
      );
    });
  return {
    child,
    lines,
    ended: end,
    async printed(count) {
      await until(() => lines.length >= count);
      return lines;
    },
    kill: () => kill(child),
  };
}
