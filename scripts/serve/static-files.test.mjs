import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { staticFiles } from "./static-files.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "static-"));
const script = "export const answer = 42;\n".repeat(200);
/** @type {import("node:http").Server} */
let server;
let origin = "";

beforeAll(async () => {
  mkdirSync(path.join(folder, "chunks"));
  const place = path.join(folder, "chunks/a.js");
  writeFileSync(place, script);
  writeFileSync(`${place}.br`, brotliCompressSync(script));
  writeFileSync(`${place}.gz`, gzipSync(script));
  writeFileSync(path.join(folder, "font.woff2"), "font");
  writeFileSync(path.join(folder, "gone.js"), "soon gone");
  const serve = staticFiles(folder, "/_next/static/");
  rmSync(path.join(folder, "gone.js"));
  server = createServer((request, response) => {
    if (!serve(request, response)) response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  origin = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

/** @param {string} name @param {RequestInit} [options] */
const get = (name, options) => fetch(`${origin}/_next/static/${name}`, options);

test.each([
  ["gzip, deflate, br, zstd", "br"],
  ["gzip, deflate", "gzip"],
  ["br;q=0, GZIP;q=0.5", "gzip"],
  ["identity", null],
])(
  "to a client that takes %s a script comes as %s, and is the same",
  async (accepted, encoding) => {
    const response = await get("chunks/a.js?v=1", { headers: { "accept-encoding": accepted } });
    expect(response.headers.get("content-encoding")).toBe(encoding);
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect(response.headers.get("vary")).toBe("accept-encoding");
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(await response.text()).toBe(script);
  },
);

test("what has no copy comes as it is, and a HEAD without its body", async () => {
  const font = await get("font.woff2");
  expect(font.headers.get("content-encoding")).toBeNull();
  expect(font.headers.get("content-type")).toBe("font/woff2");
  expect(await font.text()).toBe("font");
  const head = await get("chunks/a.js", { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test("nothing outside the folder, no copy by its own name and no other method is answered", async () => {
  for (const name of ["chunks/a.js.br", "../static-files.mjs", "chunks", "nothing.js", "%"]) {
    expect((await get(name)).status).toBe(404);
  }
  expect((await get("chunks/a.js", { method: "POST" })).status).toBe(404);
});

test("a file that another build removed ends that answer, and the server goes on", async () => {
  await expect(get("gone.js").then((response) => response.text())).rejects.toThrow();
  expect((await get("font.woff2")).status).toBe(200);
});
