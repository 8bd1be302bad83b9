import { globSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { routes } from "@/app/api/openapi.json/routes";
import { createApiHost } from "@/lib/api/host";
import { closeDatabase, type Database } from "@/lib/core/database";
import { endLongLived } from "@/lib/events/long-lived";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";

/**
 * Sends every curl command of the documents, as a reader would who follows the README first and then one document after
 * the other.
 */
interface Command {
  at: string;
  method: string;
  path: string;
  headers: [string, string][];
  body: string | undefined;
  /** Why the document says each field is refused; absent if the request succeeds. */
  problems: unknown;
}

const ADMIN_KEY = "mc_the-admin-key-of-the-tests";
const SHELL_BLOCK = /^```sh\n(?<commands>.*?)^```\n(?:\n```json\n(?<answer>.*?)^```)?/gms;
/** Commands on something that only a Baton in use has. */
const NEEDS_USE = [
  "/api/runs/17/cancel",
  "/api/runs/5012/requests",
  "/api/runs/12/messages",
  "/api/requests/5003/answer",
];

function commandsOf(file: string): Command[] {
  return [...readFileSync(file, "utf8").matchAll(SHELL_BLOCK)].flatMap(({ groups = {} }) =>
    (groups.commands ?? "")
      .replaceAll(/\\\n\s*/g, "")
      .split(/(?=\bcurl )/)
      .flatMap((command) => {
        const path = /^curl .*?"\$MC_URL(\/[^"]*)"/.exec(command)?.[1];
        if (path === undefined || path === "/api/openapi.json") return [];
        const headers = [...command.matchAll(/\s-H "([\w-]+): ((?:[^"\\]|\\.)*)"/g)];
        return [
          {
            at: `${file}: ${command.split("\n")[0]?.slice(0, 80)}`,
            method: /\s-X ([A-Z]+)/.exec(command)?.[1] ?? "GET",
            path,
            headers: headers.map(([, name = "", value = ""]) => [name, value] as [string, string]),
            body: /\s-d '([^']*)'/.exec(command)?.[1],
            problems: JSON.parse(groups.answer ?? "{}").problems,
          },
        ];
      }),
  );
}

const others = globSync("{*,docs/*}.md").filter((file) => file !== "README.md");
const commands = ["README.md", ...others.sort()].flatMap(commandsOf);

let test: TestDatabase;
let server: Server;
let base: string;
const variables: Record<string, string> = { MC_API_KEY: ADMIN_KEY };

beforeAll(async () => {
  test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("MC_API_KEY", ADMIN_KEY);
  vi.stubEnv("BATON_SECRET", "a secret of the tests, long enough to be one");
  (globalThis as { __batonDatabase?: Database }).__batonDatabase = test.db;
  const serveApi = createApiHost(routes);
  server = createServer(async (request, response) => {
    if (!(await serveApi(request, response))) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  endLongLived();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  vi.unstubAllEnvs();
  await closeDatabase();
  await test.drop();
});

/** The text with the shell's variables put in. */
const filledIn = (text: string): string =>
  text
    .replaceAll('\\"', '"')
    .replaceAll(/\$(\w+)/g, (_, name: string) => variables[name] ?? `no $${name} is set`);

async function send({ method, path, headers, body }: Command) {
  const connection = new AbortController();
  const response = await fetch(base + path, {
    method,
    body,
    headers: headers.map(([name, value]) => [name, filledIn(value)] as [string, string]),
    signal: connection.signal,
  });
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    connection.abort();
    return { status: response.status, answer: {} };
  }
  return { status: response.status, answer: JSON.parse(await response.text()) };
}

describe("the commands in the documents", () => {
  it("are found", () => {
    expect(commands.length).toBeGreaterThan(35);
  });

  it.each(commands)("$at", async (command) => {
    const { status, answer } = await send(command);
    if (command.problems !== undefined) expect(answer.problems).toEqual(command.problems);
    else if (NEEDS_USE.includes(command.path)) expect(status).toBe(404);
    else expect(status, JSON.stringify(answer)).toBeLessThan(300);

    const [, agent] = /^\/api\/agents\/(\w+)\/keys$/.exec(command.path) ?? [];
    if (agent === "scout") variables.SCOUT_KEY = answer.api_key;
    if (answer.task !== undefined) variables.ETAG = answer.task.etag;
  });
});
