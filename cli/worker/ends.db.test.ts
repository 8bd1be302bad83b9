import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { resultOf } from "./delivery";
import { resultsOf } from "./home";
import { startNetwork } from "./testing/network";
import { AGENT, startWorkerLine, type WorkerLine } from "./testing/worker-line";

/** How workers end, are paced, and hand on what was done. */

let test: TestDatabase;
let line: WorkerLine;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startWorkerLine(test);
});
afterEach(() => line.endWorkers());
afterAll(async () => {
  await line?.close();
  await test?.drop();
});

const COMMAND = ["--command", AGENT];

it("finishes what it has at SIGTERM, and hands back at the second one, at SIGQUIT, and when its time is up", async () => {
  const signal = async (
    name: string,
    signals: NodeJS.Signals[],
    words: string[],
    deed: (file: string) => string,
    then: (file: string) => void = () => undefined,
  ) => {
    const file = path.join(line.room(), "file");
    const ref = await line.task(name, `Work [[do ${deed(file)}]]`);
    const worker = line.start(name, [...COMMAND, ...words]);
    await worker.told("claimed");
    const begun = () => existsSync(file) || existsSync(`${file}.begun`);
    await expect.poll(begun, { interval: 20, timeout: 20_000 }).toBe(true);
    for (const each of signals) {
      process.kill(worker.child.pid as number, each);
      if (each === "SIGTERM") await worker.told("draining");
    }
    then(file);
    const { code } = await worker.ended;
    const { status, dispatch_attempts: attempts } = await line.taskNow(ref);
    return { code, status, attempts };
  };
  const hang = (file: string) => `hang ${file}`;
  const handedBack = { code: 0, status: "assigned", attempts: 0 };
  const finish = signal(
    "term",
    ["SIGTERM"],
    [],
    (file) => `wait ${file}`,
    (file) => writeFileSync(file, ""),
  );
  expect(await finish).toEqual({ code: 0, status: "review", attempts: 0 });
  expect(await signal("twice", ["SIGTERM", "SIGTERM"], [], hang)).toEqual(handedBack);
  expect(await signal("quit", ["SIGQUIT"], [], hang)).toEqual(handedBack);
  expect(await signal("within", ["SIGTERM"], ["--finish-within", "0.1"], hang)).toEqual(handedBack);
});

it("asks at the pace of --interval without waiting at the server, and stops a program after --timeout", async () => {
  const asked: (string | null)[] = [];
  let tell: () => void = () => undefined;
  const often = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const count = ({ url }: { url?: string }) => {
    if (url?.startsWith("/api/tasks/queue") && asked.push(url) === 3) tell();
  };
  line.server.on("request", count);
  const worker = line.start("paced", [
    ...["--interval", "0.05", "--timeout", "0.5", "--command", "sleep 600"],
  ]);
  await often;
  line.server.off("request", count);
  const ref = await line.task("paced", "Too long");
  const { run } = await worker.told("delivered", { of: ref });
  expect(await line.runNow(run)).toMatchObject({
    ...{ outcome: "timed_out", error_class: "timeout" },
    error: "sleep 600 did not end within 0.5 s and was stopped",
  });
});

it("has tasks done by an address, and fails as it answers", async () => {
  const bodies: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = JSON.parse(Buffer.concat(parts).toString("utf8"));
    bodies.push({ ...body, key: request.headers["idempotency-key"] });
    const isWell = body.prompt.includes("Well");
    response.writeHead(isWell ? 200 : 400, { "content-type": "application/json" });
    const answer = { result: "Done there", session_id: "s-1", usage: { input_tokens: 7 } };
    response.end(JSON.stringify(isWell ? answer : { error: "No such thing" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/work`;
    const well = await line.task("remote", "Well");
    const badly = await line.task("remote", "Badly");
    const worker = line.start("remote", ["--endpoint", url, "--once"]);
    await worker.ended;
    const { run } = await worker.told("delivered", { of: well });
    expect(await line.taskNow(well)).toMatchObject({ status: "review", resolution: "Done there" });
    expect(await line.runNow(run)).toMatchObject({ tokens_in: 7 });
    expect(await line.taskNow(badly)).toMatchObject({
      ...{ status: "failed", error_message: "it answered 400: No such thing" },
    });
    expect(bodies[0]).toMatchObject({ run, task: well, session: null, key: `baton-run-${run}` });
    expect(bodies[0]?.prompt).toContain("Well");
  } finally {
    server.close();
  }
});

/** A repository with a bare remote, and a `gh` that writes down what it was called with. */
function repository() {
  const room = line.room();
  const [repo, remote, bin] = ["repo", "remote.git", "bin"].map((name) =>
    path.join(room, name),
  ) as [string, string, string];
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim();
  git("init", "--quiet", "--bare", "--initial-branch=main", remote);
  git("init", "--quiet", "--initial-branch=main", repo);
  const here = (...args: string[]) => git("-C", repo, ...args);
  here("config", "user.name", "Ada");
  here("config", "user.email", "ada@example.com");
  writeFileSync(path.join(repo, "shared.txt"), "as it was\n");
  here("add", ".");
  here("commit", "--quiet", "-m", "Begin");
  here("remote", "add", "origin", remote);
  here("push", "--quiet", "origin", "main");
  mkdirSync(bin);
  const calls = path.join(room, "gh-calls");
  const script = `#!/bin/sh\nprintf '%s\\n' "$@" > '${calls}'\necho https://example.com/pull/7\n`;
  writeFileSync(path.join(bin, "gh"), script, { mode: 0o755 });
  return {
    repo,
    remote,
    git: here,
    bare: (...args: string[]) => git("-C", remote, ...args),
    bin,
    calls,
  };
}

it("pushes, opens a pull request, keeps and discards what was done, and gives a conflict back to its agent", async () => {
  const { repo, git, bare, bin, calls } = repository();
  const env = { PATH: `${bin}:${process.env.PATH}` };
  const verb = async (...words: string[]) => {
    const { code, out, err } = await line.mc(["worker", ...words, "--repo", repo], { env });
    return code === 0 ? JSON.parse(out) : { code, err };
  };
  const deeds = ["pushed", "pulled", "kept", "discarded", "shared"];
  const refs: string[] = [];
  for (const deed of deeds)
    refs.push(
      await line.task("hands", `Change it [[do change ${deed}.txt]]`, { review_required: false }),
    );
  const words = [...COMMAND, "--repo", repo, "--worktree", "--once"];
  const worker = line.start("hands", words);
  await worker.ended;
  const [pushed, pulled, kept, discarded, shared] = refs as [
    string,
    string,
    string,
    string,
    string,
  ];
  for (const ref of refs) expect(await line.taskNow(ref)).toMatchObject({ status: "done" });

  expect(await verb("push", pushed)).toMatchObject({
    remote: "origin",
    branch: expect.any(String),
  });
  const { url } = await verb("pr", pulled);
  expect(url).toBe("https://example.com/pull/7");
  expect(readFileSync(calls, "utf8")).toContain("Change it [[do change pulled.txt]]");
  const branches = bare("branch", "--format=%(refname:short)").split("\n");
  expect(branches).toHaveLength(3);
  for (const branch of branches.filter((name) => name !== "main"))
    expect(bare("log", "-1", "--format=%an", branch)).toBe("hands");

  const { kept: place, branch } = await verb("keep", kept);
  expect(existsSync(path.join(place, "kept.txt"))).toBe(true);
  const gone = await verb("discard", discarded);
  expect(existsSync(gone.discarded)).toBe(false);
  expect(git("branch", "--list", gone.branch)).toBe("");
  await verb("gc");
  expect(git("branch", "--list", branch)).toContain(branch);
  expect(existsSync(place)).toBe(true);

  // Somebody changed the same line meanwhile.
  writeFileSync(path.join(repo, "shared.txt"), "as Ada wants it\n");
  git("commit", "--quiet", "-am", "Change it by hand");
  const tip = git("rev-parse", "main");
  const refused = await verb("merge", shared);
  expect(refused.err).toMatch(/cannot be merged \(conflict\)[\s\S]*shared\.txt/);
  expect(git("rev-parse", "main")).toBe(tip);
  const back = await line.taskNow(shared);
  expect(back).toMatchObject({ status: "assigned", assigned_to: "hands" });
  // Its agent is told what is in the way.
  const next = line.start("hands", ["--command", "cat", "--repo", repo, "--worktree", "--once"]);
  await next.ended;
  const { resolution } = await line.taskNow(shared);
  expect(resolution).toContain("as Ada wants it");
});

it("begins while Baton is restarted, alone and with a profile", async () => {
  await line.api("POST", "profiles", { name: "hasty", runtime: "worker" });
  const first = new Set(["/api/workers", "/api/profiles/hasty/agents"]);
  const breakOff = ({ url = "", socket }: IncomingMessage) => {
    if (first.delete(new URL(url, line.url).pathname)) socket.destroy();
  };
  line.server.prependListener("request", breakOff);
  try {
    await line.start("hasty_1", COMMAND).told("started");
    const { code } = await line.startWorker(["--profile-agents", "hasty", "--once", ...COMMAND])
      .ended;
    expect(code).toBe(0);
    expect([...first]).toEqual([]);
  } finally {
    line.server.off("request", breakOff);
  }
});

it("does what it was given when it was killed before it heard of it", async () => {
  const network = await startNetwork((line.server.address() as AddressInfo).port);
  const env = { MC_URL: `http://127.0.0.1:${network.port}` };
  const asks = new Promise<void>((resolve) => {
    const look = ({ url }: { url?: string }) => {
      if (!url?.startsWith("/api/tasks/queue")) return;
      line.server.off("request", look);
      resolve();
    };
    line.server.on("request", look);
  });
  try {
    const first = line.start("unheard", COMMAND, env);
    await asks;
    network.loseAnswers();
    const ref = await line.task("unheard", "Given to nobody");
    const status = async () => (await line.taskNow(ref)).status;
    await expect.poll(status, { interval: 20, timeout: 20_000 }).toBe("in_progress");
    process.kill(first.child.pid as number, "SIGKILL");
    await first.ended;
    network.mend();
    const second = line.start("unheard", COMMAND, env);
    await second.told("delivered", { of: ref });
    expect(await line.taskNow(ref)).toMatchObject({ status: "review" });
    const runs = await test.db.run.findMany({ where: { taskRef: ref }, include: { worker: true } });
    const worker = { pid: second.child.pid };
    expect(runs).toMatchObject([{ outcome: "succeeded", worker }]);
  } finally {
    await network.close();
  }
});

it("shows a result that Baton does not take, and gives it up, so that its task is tried again", async () => {
  const name = "stuck";
  const ref = await line.task(name, "Done, and not taken");
  const { run } = await line.api("POST", "tasks/queue", { agent: name });
  const env = { XDG_STATE_HOME: path.join(line.folder, "state") };
  const result = resultOf(
    { id: run.id, ref, agent: name },
    { is: "complete", body: { resolution: "Done" }, evidence: null },
  );
  const stuck = { why: "It broke", since: result.madeAt, tries: 3 };
  resultsOf(name, line.url, { ...process.env, ...env }).put(String(run.id), { ...result, stuck });
  const mc = async (...words: string[]) => {
    const { code, out, err } = await line.mc(["worker", ...words, "--name", name], { env });
    return code === 0 ? JSON.parse(out) : { code, err };
  };
  expect(await mc("results")).toMatchObject({ results: [{ run: run.id, stuck }] });
  expect(await mc("drop", String(run.id))).toEqual({ dropped: run.id, task: ref });
  expect(await line.runNow(run.id)).toMatchObject({
    ...{ outcome: "lost", error: "its result was dropped by hand: It broke" },
  });
  expect(await line.taskNow(ref)).toMatchObject({ status: "assigned" });
  expect(await mc("drop", String(run.id))).toMatchObject({
    ...{ code: 2, err: expect.stringContaining("no result of run") },
  });
});

it("ends where there is no git, instead of waiting for one that never began", async () => {
  const programs = line.room();
  symlinkSync("/bin/sh", path.join(programs, "sh"));
  const words = ["--command", "echo done", "--worktree", "--once"];
  const { code, err } = await line.start("gitless", words, { PATH: programs }).ended;
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("Install git 2.31") });
});
