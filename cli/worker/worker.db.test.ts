import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import { requeueStaleTasks } from "@/lib/recovery/stale";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { processIdentity } from "@/scripts/processes.mjs";
import { isRunning } from "../worktrees/process-group";
import { AGENT, startWorkerLine, type WorkerLine } from "./testing/worker-line";

/** The shipped command line works on tasks of a real server, with a real program that does what its prompt says. */

let test: TestDatabase;
let line: WorkerLine;
let names = 0;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startWorkerLine(test);
});
afterEach(() => line.endWorkers());
afterAll(async () => {
  await line?.close();
  await test?.drop();
});

const mc = async (...words: string[]) => {
  const { code, out, err } = await line.mc(words);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out);
};
const api: WorkerLine["api"] = (...call) => line.api(...call);
const newName = () => `dev_${++names}`;
const folder = () => line.room();
const task = (agent: string, deed: string, fields: object = {}): Promise<string> =>
  line.task(agent, `Work [[do ${deed}]]`, fields);

/** Starts a worker; `told` waits until it says something, of a task if one is named. */
function start(name: string, words: string[] = [], command = AGENT) {
  const running = line.start(name, ["--command", command, ...words], {
    ANOTHERS_TOKEN: "of-somebody-else-altogether",
  });
  const told = (event: string, of?: string) => running.told(event, of === undefined ? {} : { of });
  return { ...running, told };
}

const taskNow: WorkerLine["taskNow"] = (ref) => line.taskNow(ref);
const runNow: WorkerLine["runNow"] = (id) => line.runNow(id);
const workersOf = async (name: string) => (await api("GET", `workers?agent=${name}`)).workers;
const order = (id: number, wanted: string, fields: object = {}) =>
  api("PATCH", `workers/${id}`, { wanted, ...fields });

it("does the tasks of its kind and no others, and reports what they cost", async () => {
  const name = newName();
  const json1 = await task(name, "json", { assigned_to: null, work_type: "code" });
  const other = await task(name, "answer", { assigned_to: null, work_type: "review" });
  const worker = start(name, ["--type", "code", "--once"]);
  const { run } = await worker.told("delivered", json1);
  expect((await worker.ended).code).toBe(0);
  expect(await taskNow(json1)).toMatchObject({ status: "review", resolution: "Done in JSON" });
  expect(await taskNow(other)).toMatchObject({ status: "inbox" });
  expect(await runNow(run)).toMatchObject({
    runtime: "worker",
    outcome: "succeeded",
    tokens_in: 1200,
    tokens_out: 34,
    cost_usd: 0.25,
    prompt: expect.stringContaining("[[do json]]"),
    worker: { pid: worker.child.pid },
  });
});

it("survives a line of 4 MB, and gives the program nothing of its own", async () => {
  const name = newName();
  const flood = await task(name, "flood");
  const curious = await task(name, "environment of-somebody-else-altogether");
  const worker = start(name, ["--once", "--prompt-file"]);
  await worker.ended;
  const { resolution } = await taskNow(flood);
  expect(resolution.length).toBeLessThan(200_000);
  expect(resolution).toContain("[this line goes on]");
  expect(resolution).toMatch(/Done after the flood$/);
  const said = (await taskNow(curious)).resolution;
  expect(said).toContain("my key is [secret], yours [secret]");
  expect(said).toContain("MC_API_KEY MC_PROJECT MC_RUN MC_TASK MC_URL");
  expect(said).not.toContain("ANOTHERS_TOKEN");
});

it("ends work that brings no result with a class, and gives it back", async () => {
  const name = newName();
  const nothing = await task(name, "nothing");
  const refused = await task(name, "refuse");
  const worker = start(name, ["--concurrency", "2"]);
  const ends = [await worker.told("delivered", nothing), await worker.told("delivered", refused)];
  const [empty, json1] = await Promise.all(ends.map(({ run }) => runNow(run)));
  expect(empty).toMatchObject({ outcome: "failed", error_class: "empty_answer" });
  expect(json1).toMatchObject({
    outcome: "failed",
    error_class: "agent",
    error: "the model declined",
  });
});

it("says that a program is missing before it claims anything", async () => {
  const name = newName();
  const waiting = await task(name, "answer");
  const { code, err } = await start(name, [], "./no-such-agent --fast").ended;
  expect({ code, err }).toEqual({
    code: 1,
    err: expect.stringContaining("./no-such-agent is not there"),
  });
  expect(await taskNow(waiting)).toMatchObject({ status: "assigned" });
  const noClaude = await start(name, ["--backend", "claude", "--program", "/nowhere/claude"]).ended;
  expect(noClaude.err).toContain("claude cannot work here: /nowhere/claude is not installed");
});

it("ends a program that is silent, with everything it started", async () => {
  const name = newName();
  const file = path.join(folder(), "group");
  const ref = await task(name, "nothing");
  const worker = start(name, ["--silence", "1"], `echo $$ >> ${file}; sleep 600; echo late`);
  const { run } = await worker.told("delivered", ref);
  expect(await runNow(run)).toMatchObject({ outcome: "timed_out", error_class: "silence" });
  const [group] = readFileSync(file, "utf8").split("\n");
  expect(isRunning(Number(group))).toBe(false);
});

it("ends a program whose task was cancelled, also one that does not want to", async () => {
  const name = newName();
  const pids = path.join(folder(), "pids");
  const worker = start(name, ["--grace", "0.2"]);
  const ref = await task(name, `hang ${pids}`);
  await worker.told("claimed");
  await expect.poll(() => existsSync(pids)).toBe(true);
  await api("POST", `tasks/${ref}/cancel`, { reason: "Not wanted" });
  await expect.poll(() => alive(pids)).toEqual([false, false]);
  expect(await taskNow(ref)).toMatchObject({ status: "cancelled" });
});

/** Which of these processes still run. Of one that has ended the number may be there until its parent has looked at it. */
const alive = (file: string): boolean[] =>
  readFileSync(file, "utf8")
    .split(" ")
    .map((pid) => processIdentity(Number(pid)) !== null);
const expectGone = (file: string) => expect(alive(file)).toEqual([false, false]);

it("delivers once what it did while the server was away, also when the run was given up meanwhile", async () => {
  const name = newName();
  const file = path.join(folder(), "go");
  const ref = await task(name, `wait ${file}`);
  const worker = start(name);
  const { run } = await worker.told("claimed");
  await expect.poll(() => existsSync(`${file}.begun`)).toBe(true);
  const { port } = line.server.address() as { port: number };
  line.server.close();
  line.server.closeAllConnections();
  writeFileSync(file, "");
  await worker.told("waiting");
  // An hour later: the lease has run out, and the task was put back.
  await test.db.run.update({ where: { id: run }, data: { leaseExpiresAt: new Date(0) } });
  await requeueStaleTasks(createContext(systemActor("test"), test.db));
  line.server.listen(port, "127.0.0.1");
  await once(line.server, "listening");
  await worker.told("delivered", ref);
  expect(await taskNow(ref)).toMatchObject({ status: "review", resolution: "Waited, and done" });
  const runs = await test.db.run.findMany({ where: { taskRef: ref }, orderBy: { id: "asc" } });
  expect(runs.map(({ outcome }) => outcome)).toEqual(["lost", "succeeded"]);
});

it("finds what it left when it was killed: ends the program, and does the task again", async () => {
  const name = newName();
  const [pids, file] = [path.join(folder(), "pids"), path.join(folder(), "go")];
  const ref = await task(name, `hang ${pids}`);
  const first = start(name, ["--grace", "0.2"]);
  const { run } = await first.told("claimed");
  await expect.poll(() => existsSync(pids)).toBe(true);
  process.kill(first.child.pid as number, "SIGKILL");
  await first.ended;
  expect(alive(pids)).toEqual([true, true]);
  await api("PATCH", `tasks/${ref}`, { title: `Work [[do wait ${file}]]` });
  writeFileSync(file, "");
  const second = start(name, ["--grace", "0.2"]);
  await second.told("delivered", ref);
  await expect.poll(async () => (await taskNow(ref)).status).toBe("review");
  expectGone(pids);
  expect(await runNow(run)).toMatchObject({ outcome: "lost", error_class: "lost" });
});

it("hears orders: rests while it is paused, finishes what it has when it drains, hands back when it is stopped", async () => {
  const name = newName();
  const file = path.join(folder(), "go");
  const worker = start(name);
  await worker.told("started");
  const mine = async () => (await workersOf(name))[0];
  const { id, state } = await mine();
  expect(state).toBe("waiting");
  await mc("workers", "pause", String(id), "for", "lunch");
  expect(await worker.told("paused")).toMatchObject({ message: expect.stringContaining("lunch") });
  const ref = await task(name, `wait ${file}`);
  expect(await mine()).toMatchObject({ state: "paused", holds: [] });
  await order(id, "run");
  await worker.told("claimed", ref);
  await expect.poll(() => existsSync(`${file}.begun`)).toBe(true);
  await order(id, "drain");
  await worker.told("draining");
  expect(await mine()).toMatchObject({ state: "draining", holds: [{ ticket_ref: ref }] });
  const left = await task(name, "answer");
  writeFileSync(file, "");
  expect((await worker.ended).code).toBe(0);
  expect(await taskNow(ref)).toMatchObject({ status: "review" });
  expect(await taskNow(left)).toMatchObject({ status: "assigned" });
  expect(await workersOf(name)).toEqual([]);

  const stopped = newName();
  const other = start(stopped, ["--grace", "0.2"]);
  const pids = path.join(folder(), "pids");
  const held = await task(stopped, `hang ${pids}`);
  await other.told("claimed");
  await expect.poll(() => existsSync(pids)).toBe(true);
  const [theirs] = await workersOf(stopped);
  await order(theirs.id, "stop", { note: "the machine is sold" });
  expect((await other.ended).code).toBe(0);
  expectGone(pids);
  expect(await taskNow(held)).toMatchObject({ status: "assigned", dispatch_attempts: 0 });
});

it("lets a program ask a person, rests meanwhile, and calls it again with the answer in its session", async () => {
  const name = newName();
  const ref = await task(name, "ask");
  const worker = start(name);
  const { run } = await worker.told("parked", ref);
  const [asked] = (await api("GET", `requests?run_id=${run}`)).requests;
  expect(asked).toMatchObject({ title: "Which colour?", state: "open" });
  expect(await runNow(run)).toMatchObject({ outcome: null, state: "waiting" });
  await api("POST", `requests/${asked.id}/answer`, { option: asked.options[1].id });
  await worker.told("delivered", ref);
  expect(await taskNow(ref)).toMatchObject({ status: "review", resolution: "Blue, in s-7" });
  expect(await test.db.run.count({ where: { taskRef: ref } })).toBe(1);
});

it.each(["1", "2"])(
  "takes no result for one that was said before the answer was heard, at %s at once",
  async (concurrency) => {
    const name = newName();
    const ref = await task(name, "ask slowly");
    const worker = start(name, ["--concurrency", concurrency]);
    const { run } = await worker.told("claimed", ref);
    const open = async () => (await api("GET", `requests?run_id=${run}`)).requests[0];
    await expect.poll(open, { interval: 20, timeout: 10_000 }).toBeTruthy();
    await api("POST", `requests/${(await open()).id}/answer`, { option: "Blue" });
    await worker.told("delivered", ref);
    expect(await taskNow(ref)).toMatchObject({ status: "review", resolution: "Blue, in s-7" });
  },
);

it("gives every run a worktree of its own, commits what it did, and merges it when it is approved", async () => {
  const name = newName();
  const repo = folder();
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", repo, ...args], { encoding: "utf8" }).trim();
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Ada");
  git("config", "user.email", "ada@example.com");
  git("commit", "--quiet", "--allow-empty", "-m", "Begin");
  const checks = [
    { name: "there", command: "test -f one.txt" },
    { name: "elsewhere", command: "test -f two.txt" },
  ];
  const one = await task(name, "change one.txt", { checks });
  const two = await task(name, "change two.txt");
  const words = ["--worktree", "--concurrency", "2", "--once"];
  const worker = start(name, ["--repo", repo, ...words]);
  expect((await worker.ended).code).toBe(0);
  expect(git("status", "--porcelain")).toBe("");
  const done = await taskNow(one);
  expect(done.resolution).toMatch(
    /^The program said nothing\.\n\nBranch `baton\/\S+`, commit `\w{40}`:\n\n- one\.txt \(added, \+1 -0\)$/,
  );
  const { run } = await worker.told("delivered", one);
  const { evidence, change } = await api("GET", `runs/${run}/checks`);
  expect(done.resolution).toContain(evidence.commit);
  expect(evidence.checks).toMatchObject([
    { name: "there", state: "passed", exit_code: 0 },
    { name: "elsewhere", state: "failed", exit_code: 1 },
  ]);
  expect(change.diff).toContain(`+${one} on baton/`);
  await expect(mc("worker", "merge", one, "--repo", repo)).rejects.toThrow(
    "only work that is done",
  );
  const { seen } = await api("GET", `tasks/${two}/rounds/latest`);
  const anchor = { kind: "code", commit: seen.commit, path: "two.txt", start_line: 1 };
  const comments = [{ anchor, body: "Another branch, please" }];
  await api("POST", `tasks/${two}/verdict`, { verdict: "rejected", comments, seen });
  expect((await start(name, ["--repo", repo, ...words]).ended).code).toBe(0);
  const round = await api("GET", `tasks/${two}/rounds/latest?since=1`);
  expect(round).toMatchObject({
    round: { number: 2 },
    since: { commit: seen.commit, reported: true, files: [{ path: "two.txt" }] },
    comments: [
      {
        state: "answered",
        answers: [{ text: "written anew", state: "fixed" }],
        place: { outdated: true },
      },
    ],
  });
  expect((await api("GET", `tasks/${two}/rounds/2/since?since=1`)).diff).toContain(
    `-${two} on baton/`,
  );
  const override = { override: "The second is not its business" };
  const verdict = { status: "approved", notes: "Good", reviewer: "Ada" };
  for (const ref of [one, two]) {
    const { id } = await taskNow(ref);
    await api("POST", "quality-review", { taskId: id, ...verdict, ...(ref === one && override) });
    // What had passed runs again before the base moves; what was overridden does not.
    const again = ref === one ? [{ name: "there", state: "passed" }] : [];
    const merged = await mc("worker", "merge", ref, "--repo", repo);
    expect(merged).toMatchObject({ merged: true, checks: again });
    const twice = await mc("worker", "merge", ref, "--repo", repo);
    expect(twice).toMatchObject({
      ...{ merged: true, commit: merged.commit, target: "main", commits: 0 },
      notes: [expect.stringMatching(/ was merged as \w{12} into main on .* Nothing is left to do/)],
    });
    await expect(mc("worker", "push", ref, "--repo", repo)).rejects.toThrow(
      "its worktree and its branch are gone",
    );
  }
  expect(readFileSync(path.join(repo, "one.txt"), "utf8")).toMatch(`${one} on baton/`);
  expect(git("log", "--format=%s", "-3").split("\n")).toEqual([
    `${two}: Work [[do change two.txt]]`,
    `${two}: Work [[do change two.txt]]`,
    `${one}: Work [[do change one.txt]]`,
  ]);
  // The branch of the first round stays: its commit is what the second says it differs from. With that merged, it is a leftover.
  const firstRound = `baton/${two.toLowerCase()}`;
  expect(git("branch", "--format=%(refname:short)")).toBe(`${firstRound}\nmain`);
  expect(await mc("worker", "gc", "--repo", repo)).toMatchObject({
    removed: [{ name: firstRound, why: "its commits are in main" }],
    left: [],
  });

  const bare = await start(newName(), ["--worktree", "--repo", folder()]).ended;
  expect(bare).toMatchObject({ code: 2, err: expect.stringContaining("repository") });
});

it("takes nothing while its disk is full, and says so", async () => {
  const name = newName();
  const worker = start(name, ["--min-free-disk", "900000GB"]);
  const { message } = await worker.told("blocked");
  expect(message).toMatch(/of disk space are left at .*, and 900000\.0 GB is the least/);
  const shown = async () => (await workersOf(name))[0];
  await expect.poll(async () => (await shown()).state).toBe("blocked");
  expect((await shown()).condition).toBe(message);
});

it("ends with a sentence when it is to work once and its disk is full", async () => {
  const name = newName();
  const { ticket_ref: ref } = await taskNow(await task(name, "say hello"));
  const { code, err } = await start(name, ["--min-free-disk", "900000GB", "--once"]).ended;
  expect(code).toBe(2);
  expect(err).toMatch(/of disk space are left at .*, and 900000\.0 GB is the least/);
  expect(err).toContain("lower --min-free-disk");
  expect((await taskNow(ref)).status).toBe("assigned");
});

it("keeps a second process out of its place on one machine", async () => {
  const name = newName();
  await start(name).told("started");
  const { code, err } = await start(name).ended;
  expect({ code, err }).toEqual({
    code: 2,
    err: expect.stringContaining("is at work on this machine already"),
  });
});
