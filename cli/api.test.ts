import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { apiOf } from "./api";
import { readSettings } from "./settings";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serve(answer: (call: number, response: ServerResponse) => void): Promise<string> {
  let calls = 0;
  const server = createServer((_, response) => answer(++calls, response)).listen(0, "127.0.0.1");
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
const apiAt = (url: string, env: Record<string, string> = { MC_API_KEY: "mc_x" }) =>
  apiOf(readSettings({ url }, env));

it.each([
  [401, { detail: "The API key was revoked", fix: "use another key" }, 4, "was revoked"],
  [403, { detail: "Requires admin role or higher" }, 4, "Requires admin"],
  [409, { detail: "taken", fix: "import elsewhere" }, 1, "taken"],
  [503, { detail: "The database is away" }, 3, "database is away"],
  [404, "<html>", 1, "answered 404"],
  [200, undefined, 1, "answered 200"],
])("says a %i in words, with an exit code to tell it by", async (status, body, exitCode, words) => {
  const url = await serve((_, response) =>
    body === undefined ? response.end("hello") : json(response, status, body),
  );
  await expect(apiAt(url).call("GET", "/x")).rejects.toMatchObject({
    exitCode,
    message: expect.stringContaining(words),
  });
});

it("asks for a key where none is set, and says where it looked where nobody is", async () => {
  const url = await serve((_, response) => json(response, 401, { detail: "no" }));
  await expect(apiAt(url, {}).call("GET", "/x")).rejects.toMatchObject({
    exitCode: 4,
    fix: expect.stringContaining("MC_API_KEY"),
  });
  closers.splice(0).forEach((close) => void close());
  await expect(apiAt(url).call("GET", "/x")).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringContaining(url),
  });
});

it("sends again what may be sent again, while Baton restarts", async () => {
  const url = await serve((call, response) => {
    if (call === 1) response.destroy();
    else if (call === 2) json(response, 503, { detail: "starting" });
    else json(response, 200, { call });
  });
  expect(await apiAt(url).call("POST", "/x", {}, { again: true })).toEqual({ call: 3 });
});

it("takes an address with or without its scheme, and refuses what is none", () => {
  expect(readSettings({}, {}).url).toBe("http://127.0.0.1:3000");
  expect(readSettings({ url: "baton.example:8080/" }, {}).url).toBe("http://baton.example:8080");
  expect(() => readSettings({}, { MC_URL: "http://" })).toThrow("not an address");
});
