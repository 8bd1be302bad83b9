import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import {
  createDataDirectory,
  runStart,
  startProduct as startUntracked,
} from "../testing/product.mjs";
import { freeLoopbackPort } from "./port.mjs";

const data = createDataDirectory();
const settings = {
  BATON_DATA_DIR: data.folder,
  MC_API_KEY: "mc_a-key-of-the-tests-long-enough",
  PORT: "",
};
const headers = {
  authorization: `Bearer ${settings.MC_API_KEY}`,
  "content-type": "application/json",
};

beforeAll(async () => {
  settings.PORT = String(await freeLoopbackPort());
});
afterAll(data.remove);

/** @type {Awaited<ReturnType<typeof startUntracked>>[]} */
const started = [];
async function startProduct() {
  const product = await startUntracked(settings);
  started.push(product);
  return product;
}
afterEach(async () => {
  for (const product of started.splice(0)) await product.stop();
});

const serverPid = () =>
  JSON.parse(readFileSync(path.join(data.folder, "run.json"), "utf8")).server.pid;
const postgresPid = () =>
  Number(readFileSync(path.join(data.folder, "postgres/postmaster.pid"), "utf8").split("\n")[0]);

async function createTask(url, title) {
  const response = await fetch(`${url}/api/tasks`, {
    method: "POST",
    headers,
    body: JSON.stringify({ title }),
  });
  expect(response.status).toBe(201);
}

async function titles(url) {
  const response = await fetch(`${url}/api/tasks`, { headers });
  return (await response.json()).tasks.map((task) => task.title).sort();
}

test("after a kill -9 of the command itself, the next start takes over and nothing committed is lost", async () => {
  const killed = await startProduct();
  await createTask(killed.url, "kept 1");
  process.kill(killed.pid, "SIGKILL");
  const next = await startProduct();
  expect(await titles(next.url)).toEqual(["kept 1"]);
  await createTask(next.url, "kept 2");

  process.kill(next.pid, "SIGKILL");
  process.kill(postgresPid(), "SIGKILL");
  const last = await startProduct();
  expect(await titles(last.url)).toEqual(["kept 1", "kept 2"]);
  expect(await last.stop()).toBe(0);
});

test("a server that is killed is started again, and so is PostgreSQL", async () => {
  const product = await startProduct();
  process.kill(serverPid(), "SIGKILL");
  await product.printed("The server is ready again.");
  expect(await titles(product.url)).toEqual(["kept 1", "kept 2"]);

  process.kill(postgresPid(), "SIGKILL");
  await product.printed("PostgreSQL is ready again.");
  await expect
    .poll(() => titles(product.url).catch(() => []), { timeout: 15_000 })
    .toEqual(["kept 1", "kept 2"]);
  expect(await product.stop()).toBe(0);
});

test("a second start of the same installation is refused and the first is left alone", async () => {
  const first = await startProduct();
  const second = runStart(settings);
  expect(await second.exited).toBe(1);
  expect(second.output()).toBe(
    `Baton is already running at ${first.url}: stop that one first, or set PORT and BATON_DATA_DIR for a second.\n`,
  );
  await wait(500);
  expect((await fetch(`${first.url}/api/tasks`, { headers })).status).toBe(200);
  expect(await first.stop()).toBe(0);
});
