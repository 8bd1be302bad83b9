import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const READY_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 200;

export interface RealGateway {
  url: string;
  token: string;
  /** Runs a command of the program as a person does on the gateway's machine; resolves with its output. */
  command(...args: string[]): Promise<string>;
  /** Ends it as a crash does. */
  stop(): Promise<void>;
  /** Starts it again. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A real OpenClaw gateway on loopback with its own home directory, whose agents alpha and beta ask the given model provider and
 * nobody else. `bin` is the program's openclaw.mjs; this process's Node runs it.
 */
export async function startRealGateway(bin: string, providerUrl: string): Promise<RealGateway> {
  const home = mkdtempSync(join(tmpdir(), "baton-openclaw-"));
  const token = randomBytes(24).toString("hex");
  const port = await freePort();
  for (const agent of AGENTS) mkdirSync(join(home, agent));
  writeFileSync(
    join(home, "openclaw.json"),
    JSON.stringify(configOf(home, port, token, providerUrl)),
  );
  let running = await launch(bin, home, port);
  const kill = async (): Promise<void> => {
    const gone = new Promise((resolve) => running.once("exit", resolve));
    if (running.exitCode !== null || running.signalCode !== null) return;
    running.kill("SIGKILL");
    await gone;
  };
  return {
    url: `ws://127.0.0.1:${port}`,
    token,
    command: async (...args) =>
      (await run(process.execPath, [bin, ...args], { env: environment(home) })).stdout,
    stop: kill,
    start: async () => {
      running = await launch(bin, home, port);
    },
    close: async () => {
      await kill();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const AGENTS = ["alpha", "beta"];

function configOf(home: string, port: number, token: string, providerUrl: string): unknown {
  const model = (id: string) => ({
    id,
    name: id,
    reasoning: false,
    input: ["text"],
    cost: { input: 1, output: 2, cacheRead: 0, cacheWrite: 0 },
    contextWindow: 128_000,
    maxTokens: 8_192,
  });
  return {
    gateway: {
      mode: "local",
      port,
      bind: "loopback",
      auth: { mode: "token", token },
      controlUi: { enabled: false },
      trustedProxies: ["127.0.0.1"],
      http: { endpoints: { chatCompletions: { enabled: true } } },
    },
    update: { checkOnStart: false },
    telemetry: { enabled: false },
    cron: { enabled: false },
    plugins: { enabled: false },
    tools: { exec: { mode: "ask", host: "gateway" } },
    logging: { file: join(home, "openclaw.log") },
    models: {
      mode: "replace",
      catalogRefresh: { enabled: false },
      providers: {
        stub: {
          baseUrl: `${providerUrl}/v1`,
          apiKey: "stub-key",
          api: "openai-completions",
          models: [model("stub-alpha"), model("stub-beta")],
        },
      },
    },
    agents: {
      ownership: "explicit",
      defaults: {
        model: { primary: "stub/stub-alpha" },
        skipBootstrap: true,
        utilityModel: "",
        heartbeat: { every: "0m", agentId: "alpha" },
        systemAgent: { agentId: "alpha" },
        timeoutSeconds: 120,
      },
      entries: Object.fromEntries(
        AGENTS.map((id) => [id, { name: id, workspace: join(home, id), skills: [] }]),
      ),
    },
  };
}

/** Starts the gateway and waits until it accepts work. */
async function launch(bin: string, home: string, port: number): Promise<ChildProcess> {
  const log = join(home, "output.log");
  const output = openSync(log, "a");
  const child = spawn(process.execPath, [bin, "gateway", "run"], {
    stdio: ["ignore", output, output],
    env: environment(home),
  });
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isReady(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill("SIGKILL");
      const said = readFileSync(log, "utf8").trim().split("\n").slice(-15).join("\n");
      throw new Error(`the gateway did not become ready:\n${said}`);
    }
    await sleep(LOOK_EVERY_MS);
  }
  return child;
}

/** An environment with its own home directory, in which nothing calls the network. */
const environment = (home: string): NodeJS.ProcessEnv => ({
  NODE_ENV: "production",
  PATH: process.env.PATH,
  HOME: home,
  OPENCLAW_HOME: home,
  OPENCLAW_STATE_DIR: join(home, "state"),
  OPENCLAW_CONFIG_PATH: join(home, "openclaw.json"),
  OPENCLAW_DISABLE_BONJOUR: "1",
  OPENCLAW_NO_RESPAWN: "1",
  OPENCLAW_EXEC_SHELL_SNAPSHOT: "0",
  OPENCLAW_SKIP_CHANNELS: "1",
  OPENCLAW_NO_AUTO_UPDATE: "1",
  OPENCLAW_OFFLINE: "1",
  DO_NOT_TRACK: "1",
  CI: "1",
});

/** It listens for a while before it accepts work. */
async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
