import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { inProject } from "@/scripts/project.mjs";

/** A peer that answers as each test wants it to. */
let answer: RequestListener;
let server: Server;
let url: string;
let folder: string;
beforeAll(async () => {
  server = createServer((request, response) => answer(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mc-hostile-"));
  return () => rmSync(folder, { recursive: true, force: true });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

function mc(words: string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [inProject("scripts/mc-cli.cjs"), ...words], {
    env: {
      NODE_ENV: "test",
      PATH: "",
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      MC_URL: url,
      MC_API_KEY: "mc_x",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended: Ended = { code: null, out: "", err: "" };
  child.stdout.on("data", (chunk) => (ended.out += chunk));
  child.stderr.on("data", (chunk) => (ended.err += chunk));
  return new Promise((resolve) => child.once("close", (code) => resolve({ ...ended, code })));
}

const json = (value: unknown, status = 200, headers = {}): RequestListener => {
  return (_, response) =>
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(JSON.stringify(value));
};

it("says that a page is no answer of Baton's, and shows nothing of it", async () => {
  answer = (_, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<html>\u001b[2JLog in</html>");
  const { code, out, err } = await mc(["tasks", "list"]);
  expect({ code, out }).toEqual({ code: 6, out: "" });
  expect(err).toContain("not as Baton does: text/html");
});

it("follows no redirect with the key, and says where it points", async () => {
  const asked: (string | undefined)[] = [];
  answer = (request, response) => {
    asked.push(request.url);
    response.writeHead(302, { location: `${url}/stolen` }).end();
  };
  const { code, err } = await mc(["tasks", "list"]);
  expect({ code, asked }).toEqual({ code: 2, asked: ["/api/tasks"] });
  expect(err).toContain("/stolen");
});

it.each([
  [500, {}],
  [503, { "retry-after": "600" }],
  [429, { "retry-after": "600" }],
] as const)("ends with 6 when Baton answers %i and cannot now", async (status, headers) => {
  answer = json({ detail: "not\u001b[2J now", code: "busy" }, status, headers);
  const { code, err } = await mc(["tasks", "list", "--json"]);
  expect(code).toBe(6);
  expect(JSON.parse(err)).toMatchObject({ code: "busy", retryable: status !== 500 });
  expect((await mc(["tasks", "list"])).err).not.toContain("\u001b");
});

it("gives up on a peer that takes too long over its answer, however it dawdles", async () => {
  answer = (_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"tasks": [');
  };
  const { code, err } = await mc(["tasks", "list", "--timeout", "0.3", "--json"]);
  expect({ code, ...JSON.parse(err) }).toMatchObject({ code: "timeout" });
  expect(code).toBe(5);
});

it("stops asking for pages when the next one is always the same", async () => {
  let asked = 0;
  answer = (request, response) => {
    asked++;
    json({ tasks: [{ id: asked }], total: 1, next_cursor: "again" })(request, response);
  };
  const { code, out } = await mc(["tasks", "list", "--all"]);
  expect({ code, asked, rows: JSON.parse(out).tasks.length }).toEqual({
    code: 0,
    asked: 2,
    rows: 2,
  });
});

it("takes an answer of many megabytes, and one that breaks off as no answer", async () => {
  const title = "x".repeat(1024 * 1024);
  answer = json({ tasks: Array.from({ length: 12 }, (_, id) => ({ id, title })), total: 12 });
  expect((await mc(["tasks", "list"])).out.length).toBeGreaterThan(12 * 1024 * 1024);
  answer = (_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
    response.write("{", () => response.destroy());
  };
  expect((await mc(["tasks", "list"])).code).toBe(5);
});

it("does not send a key with line ends in it, and does not show it", async () => {
  answer = () => {
    throw new Error("nothing is sent");
  };
  const { code, err } = await mc(["tasks", "list"], { MC_API_KEY: "mc_secret\nx-role: admin" });
  expect(code).toBe(2);
  expect(err).not.toContain("secret");
});

it("saves a profile that only its owner reads, whatever file was there", async () => {
  answer = (request, response) =>
    json(
      request.url === "/api/health"
        ? { status: "ok", version: "1", db: "ok", jobs: "ok", ts: new Date().toISOString() }
        : { user: { username: "ada", role: "admin" } },
    )(request, response);
  const file = path.join(folder, "baton", "work.json");
  expect((await mc(["init", "--profile", "work"])).code).toBe(0);
  writeFileSync(file, "{}");
  chmodSync(file, 0o666);
  const { code, err } = await mc(["init", "--profile", "work", "--url", url, "--key", "mc_x"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
});

it("offers, completes and calls only what a run may do when it has a run's key", async () => {
  answer = () => {
    throw new Error("nothing is sent");
  };
  const env = { MC_API_KEY: "mcr_run" };
  const help = (await mc(["--help"], env)).out;
  expect(help).toMatch(/^ {2}tasks /m);
  for (const name of ["top", "keys", "webhooks", "raw", "init", "doctor"])
    expect(help).not.toMatch(new RegExp(`^  ${name} `, "m"));
  const words = (await mc(["__complete", "tasks", ""], env)).out.split("\n");
  expect(words).toContain("complete");
  expect(words).not.toContain("cancel");
  expect((await mc(["__complete", "we"], env)).out.trim()).toBe("");
  expect(await mc(["tasks", "cancel", "TASK-001"], env)).toMatchObject({
    code: 4,
    err: expect.stringContaining("a run's key may not"),
  });
});

it("completes the values that an option may have", async () => {
  const { out } = await mc(["__complete", "tasks", "create", "--priority", ""]);
  expect(out.trim().split("\n")).toEqual(["critical", "high", "medium", "low"]);
});
