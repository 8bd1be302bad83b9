import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { openRepository } from "../worktrees/worktrees";
import { type Network, startNetwork } from "./testing/network";
import { AGENT, type RunningWorker, startWorkerLine, type WorkerLine } from "./testing/worker-line";

/**
 * Several workers on one repository, of which some are killed, while the server is restarted and the network cut. In small here; whole, as
 * docs/workers.md says, with BATON_FLEET=whole, which takes some minutes.
 */
const SIZE =
  process.env.BATON_FLEET === "whole"
    ? { workers: 10, items: 50, killed: 2, cutMs: 60_000, withinMs: 1_200_000 }
    : { workers: 3, items: 9, killed: 1, cutMs: 1_000, withinMs: 120_000 };

let test: TestDatabase;
let line: WorkerLine;
let network: Network;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startWorkerLine(test);
  network = await startNetwork((line.server.address() as AddressInfo).port);
});
afterEach(() => line.endWorkers());
afterAll(async () => {
  await network?.close();
  await line?.close();
  await test?.drop();
});

function repository(): string {
  const repo = line.room();
  const git = (...args: string[]) => execFileSync("git", ["-C", repo, ...args]);
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Ada");
  git("config", "user.email", "ada@example.com");
  git("commit", "--quiet", "--allow-empty", "-m", "Begin");
  return repo;
}

/** The work in chains of a third: each item begins when the one before it is done. */
async function makeItems(): Promise<Map<string, string>> {
  const refs = new Map<string, string>();
  const chains = Math.ceil(SIZE.items / 3);
  for (let at = 0; at < SIZE.items; at++) {
    const depends_on = at < chains ? [] : [`item-${at - chains}`];
    const title = `Make it [[do change item-${at}.txt]]`;
    const body = { id: `item-${at}`, title, type: "item", depends_on };
    refs.set(`item-${at}`, (await line.api("POST", "work", body)).item.ticket_ref);
  }
  return refs;
}

const doneNow = () => test.db.task.count({ where: { status: "done" } });
const untilDone = (count: number) =>
  expect
    .poll(doneNow, { interval: 100, timeout: SIZE.withinMs })
    .toBeGreaterThanOrEqual(Math.min(count, SIZE.items));

it("does every item once and loses nothing, whoever is killed and whatever is away", {
  timeout: SIZE.withinMs,
}, async () => {
  const repo = repository();
  const refs = await makeItems();
  const env = { MC_URL: `http://127.0.0.1:${network.port}` };
  const start = (name: string): RunningWorker =>
    line.start(name, ["--type", "item", "--worktree", "--repo", repo, "--command", AGENT], env);
  const began = performance.now();
  const names = Array.from({ length: SIZE.workers }, (_, at) => `fleet_${at}`);
  const workers = new Map(names.map((name) => [name, start(name)]));

  for (const [at, name] of names.slice(0, SIZE.killed).entries()) {
    const worker = workers.get(name) as RunningWorker;
    await worker.told("claimed");
    process.kill(worker.child.pid as number, "SIGKILL");
    await worker.ended;
    workers.set(name, start(name));
    await untilDone(at + 1);
  }

  await untilDone(SIZE.items / 3);
  const { port } = line.server.address() as AddressInfo;
  line.server.close();
  line.server.closeAllConnections();
  await once(line.server, "close");
  line.server.listen(port, "127.0.0.1");
  await once(line.server, "listening");

  await untilDone(SIZE.items / 2);
  network.cut();
  await wait(SIZE.cutMs);
  network.mend();

  await untilDone(SIZE.items);
  const took = performance.now() - began;

  // Every item once: one run of each succeeded, after that of the item before it, and its result is there.
  const runs = await test.db.run.findMany({ where: { outcome: "succeeded" } });
  expect(runs.map(({ taskRef }) => taskRef).sort()).toEqual([...refs.values()].sort());
  const runOf = new Map(runs.map((run) => [run.taskRef, run]));
  const chains = Math.ceil(SIZE.items / 3);
  for (let at = chains; at < SIZE.items; at++) {
    const before = runOf.get(refs.get(`item-${at - chains}`) as string);
    const run = runOf.get(refs.get(`item-${at}`) as string);
    expect(run?.startedAt.getTime()).toBeGreaterThanOrEqual(before?.finishedAt?.getTime() ?? 0);
  }
  const handed = await test.db.event.count({ where: { type: "task.completed" } });
  expect(handed).toBe(SIZE.items);

  // Every result delivered: nothing waits on the machine.
  for (const { child } of workers.values()) process.kill(child.pid as number, "SIGTERM");
  for (const { ended } of workers.values()) expect((await ended).code).toBe(0);
  const state = path.join(line.folder, "state", "baton", "workers");
  for (const home of readdirSync(state))
    for (const kept of ["outbox", "runs"])
      expect(readdirSync(path.join(state, home, kept))).toEqual([]);

  // No commit lost, and no worktree left once they are merged.
  const open = await openRepository({ path: repo });
  for (const { run } of await open.list()) {
    const worktree = await open.find(run);
    const task = await test.db.run.findUnique({ where: { id: run } });
    if (task?.outcome === "succeeded")
      expect(await worktree?.merge()).toMatchObject({ merged: true });
    else await worktree?.discard();
  }
  for (const id of refs.keys()) expect(existsSync(path.join(repo, `${id}.txt`))).toBe(true);
  expect(await open.list()).toEqual([]);
  const worktrees = execFileSync("git", ["-C", repo, "worktree", "list"], { encoding: "utf8" });
  expect(worktrees.trim().split("\n")).toHaveLength(1);

  const attempts = await test.db.run.count();
  if (process.env.BATON_FLEET)
    console.log(
      `${SIZE.items} items by ${SIZE.workers} workers in ${(took / 1_000).toFixed(1)} s, ${attempts} runs`,
    );
});
