import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admit } from "./admission.mjs";
import { settleForwarded } from "./forwarded.mjs";
import { hostPolicy } from "./hosts.mjs";

const MEGABYTE = 1024 * 1024;
/** @type {import("node:http").Server} */
let server;
/** @type {number} */
let port;
/** @type {string[]} what reached the application */
const seen = [];

beforeAll(async () => {
  const isOurHost = hostPolicy({});
  server = createServer((request, response) => {
    settleForwarded(request);
    if (!admit(request, response, isOurHost)) return;
    let size = 0;
    request.on("data", (chunk) => {
      size += chunk.length;
    });
    request.on("end", () => {
      seen.push(`${request.method} ${request.url}`);
      response.end(`${size} ${request.headers["x-forwarded-host"] ?? "-"}`);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = /** @type {import("node:net").AddressInfo} */ (server.address()).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Writes bytes to a connection and reads until the server closes it, or until `done`. */
async function exchange(parts, done = () => false) {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  const ended = new Promise((resolve) => {
    socket.on("data", (chunk) => {
      answer += chunk;
      if (done(answer)) resolve(undefined);
    });
    socket.on("close", resolve);
    socket.on("error", resolve);
  });
  for (const part of parts) socket.write(part);
  await ended;
  socket.destroy();
  return answer;
}

const head = (method, path, headers) =>
  `${[`${method} ${path} HTTP/1.1`, ...Object.entries({ host: "localhost", ...headers }).map(([k, v]) => `${k}: ${v}`)].join("\r\n")}\r\n\r\n`;

describe("a body beyond the limit", () => {
  it.each([
    ["/api/tasks", 4 * MEGABYTE],
    ["/inbox", 4 * MEGABYTE],
    ["/api/auth/callback/credentials", 64 * 1024],
    ["/api//%61uth/_log", 64 * 1024],
  ])("is refused below %s, and the connection is closed", async (path, limit) => {
    const large = await exchange([
      head("POST", path, { "content-length": limit + 1 }),
      Buffer.alloc(limit + 1),
      head("GET", "/api/health", {}),
    ]);
    expect(large).toMatch(/^HTTP\/1\.1 413 /);
    expect(large).toMatch(/\r\nconnection: close\r\n/i);
    expect(large).toContain(`larger than ${limit} bytes`);
    expect(large.match(/HTTP\/1\.1/g)).toHaveLength(1);
    const fitting = await exchange(
      [head("POST", path, { "content-length": limit }), Buffer.alloc(limit)],
      (answer) => answer.includes(`${limit} -`),
    );
    expect(fitting).toMatch(/^HTTP\/1\.1 200 /);
  });

  it("is refused before it is sent, when it says its size", async () => {
    const answer = await exchange([
      head("POST", "/api/tasks", { "content-length": 10 * MEGABYTE }),
    ]);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("is refused while it comes, when it does not say its size", async () => {
    const before = seen.length;
    const chunk = Buffer.concat([
      Buffer.from(`${MEGABYTE.toString(16)}\r\n`),
      Buffer.alloc(MEGABYTE),
      Buffer.from("\r\n"),
    ]);
    const start = head("POST", "/api/tasks", { "transfer-encoding": "chunked" });
    const answer = await exchange([start, chunk, chunk, chunk, chunk, chunk, "0\r\n\r\n"]);
    expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*larger than 4194304 bytes/);
    const fitting = await exchange([start, chunk, "0\r\n\r\n"], (a) => a.includes("1048576 -"));
    expect(fitting).toMatch(/^HTTP\/1\.1 200 /);
    expect(seen.slice(before)).toEqual(["POST /api/tasks"]);
  });
});

describe("the host that is asked for", () => {
  const ask = (headers, path = "/api/health") =>
    exchange([head("GET", path, { connection: "close", ...headers })]);

  it("is refused with a sentence when it is another's, as a problem or as text for a person", async () => {
    const problem = await ask({ host: "evil.example:3000" });
    expect(problem).toMatch(/^HTTP\/1\.1 421 /);
    expect(JSON.parse(problem.split("\r\n\r\n")[1] ?? "")).toMatchObject({
      code: "misdirected_request",
      detail: "This Baton does not answer for the host evil.example",
      fix: expect.stringContaining("BATON_ALLOWED_HOSTS"),
    });
    const text = await ask({ host: "evil.example", accept: "text/html,*/*" });
    expect(text).toMatch(/content-type: text\/plain/i);
    expect(text).toContain("add the name to BATON_ALLOWED_HOSTS");
  });

  it("is a bad request when it is malformed, and so is a target that is no path", async () => {
    expect(await ask({ host: "a b" })).toMatch(/^HTTP\/1\.1 400 /);
    expect(await ask({ host: "[zz" })).toMatch(/^HTTP\/1\.1 400 /);
    expect(await ask({}, "http://localhost/api/health")).toMatch(/^HTTP\/1\.1 400 /);
  });

  it("is what the proxy says only when the proxy is vouched for", async () => {
    expect(await ask({ "x-forwarded-host": "evil.example" })).toMatch(
      /^HTTP\/1\.1 200 [\s\S]*0 -$/,
    );
    process.env.BATON_TRUST_PROXY = "1";
    try {
      expect(await ask({ "x-forwarded-host": "evil.example" })).toMatch(/^HTTP\/1\.1 421 /);
      const own = await ask({ host: "upstream", "x-forwarded-host": "x, baton.localhost" });
      expect(own).toMatch(/^HTTP\/1\.1 200 [\s\S]*0 baton\.localhost$/);
    } finally {
      delete process.env.BATON_TRUST_PROXY;
    }
  });
});

it("gives every answer its security headers", async () => {
  for (const [path, host] of [
    ["/api/health", "localhost"],
    ["/robots.txt", "localhost"],
    ["/_next/static/x.js", "localhost"],
    ["/", "evil.example"],
  ]) {
    const answer = await exchange([head("GET", path, { host, connection: "close" })]);
    expect(answer, path).toMatch(/\r\ncontent-security-policy: .*frame-ancestors 'none'/i);
    expect(answer, path).toMatch(/\r\nx-content-type-options: nosniff\r\n/i);
    expect(answer, path).toMatch(/\r\nx-frame-options: DENY\r\n/i);
    expect(answer, path).toMatch(/\r\nreferrer-policy: same-origin\r\n/i);
  }
});
