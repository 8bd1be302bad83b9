import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { followRuns, type GivenStage, givenRun } from "@/lib/testing/workflows";
import { readRun } from "@/lib/workflows/run/read";
import { inProject } from "@/scripts/project.mjs";
import { startWorkerLine, type WorkerLine } from "./testing/worker-line";

/** Stages that go on in the session of an earlier one: docs/workflows.md, "Sessions". */

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

function repository(): string {
  const repo = line.room();
  const git = (...words: string[]) => execFileSync("git", words, { cwd: repo, encoding: "utf8" });
  git("init", "-q", "-b", "main");
  writeFileSync(path.join(repo, "README.md"), "shop\n");
  git("add", ".");
  git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "One");
  return repo;
}

const home = () => line.room();
function start(name: string, backend: string, repo: string, env: Record<string, string>) {
  const program = inProject(`cli/worker/testing/${backend}.mjs`);
  const words = ["--backend", backend, "--program", program, "--worktree", "--repo", repo];
  return line.start(name, words, env);
}

const stages = (agent: string): GivenStage[] => [
  { name: "plan", agent, prompt: "Remember the blue door", review: false },
  { name: "other", agent, prompt: "Something else", from: ["plan"], review: false },
  {
    name: "build",
    prompt: "Build what was planned",
    from: ["other"],
    context: { resume: "plan" },
    review: false,
  },
  {
    name: "check",
    prompt: "Check what was built",
    context: { resume: "build" },
    review: false,
  },
];

/** What each session of a stand-in heard, one list for each. */
function heardIn(folder: string): string[][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.jsonl?$/.test(name))
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), "utf8")).heard)
    .filter((heard) => Array.isArray(heard));
}
const logOf = async (stage: { task_ref: string | null }) => {
  const run = await test.db.run.findFirstOrThrow({
    where: { taskRef: stage.task_ref },
    orderBy: { id: "desc" },
  });
  const { chunks } = await line.api("GET", `runs/${run.id}/chunks`);
  return { run, log: chunks.map(({ data }: { data: string }) => data).join("") };
};

describe.each(["claude", "codex"])("%s", (backend) => {
  it("goes on in the session of an earlier stage in another worktree, and leaves that session as it was", async () => {
    const ctx = contextOf(test.db);
    const name = `${backend}_resumes`;
    await line.api("POST", "agents/register", { name, runtime: "worker" });
    const own = home();
    const run = await givenRun(ctx, stages(name));
    const worker = start(name, backend, repository(), { HOME: own });
    for (let count = 1; count <= 4; count++) {
      await worker.told("delivered", { count });
      await followRuns(ctx);
    }
    const read = await readRun(ctx, run.id);
    expect(read.status).toBe("succeeded");
    const { log } = await logOf(read.stages[2] as never);
    expect(log).toMatch(/Goes on in the session of plan \([A-Z]+-\d+\)/);
    const heard = heardIn(path.join(own, backend === "claude" ? ".claude" : ".codex")).sort(
      (a, b) => a.length - b.length,
    );
    expect(heard.map((all) => all.length)).toEqual([1, 1, 2, 3]);
    const last = heard.at(-1) as string[];
    expect(last[0]).toContain("Remember the blue door");
    expect(last[1]).toContain("Build what was planned");
    expect(last[2]).toContain("Check what was built");
    // It has it in its session, and is not told again.
    expect(last[1]).not.toContain("What was said before");
  });

  it("begins anew with what was asked and answered when the session is gone, and says so", async () => {
    const ctx = contextOf(test.db);
    const name = `${backend}_forgot`;
    await line.api("POST", "agents/register", { name, runtime: "worker" });
    const own = home();
    const [plan, , build] = stages(name) as [GivenStage, GivenStage, GivenStage];
    const run = await givenRun(ctx, [plan, { ...build, from: [] }]);
    const repo = repository();
    const worker = start(name, backend, repo, { HOME: own });
    await worker.told("delivered");
    worker.kill();
    await worker.ended;
    const folder = path.join(own, backend === "claude" ? ".claude" : ".codex");
    rmSync(folder, { recursive: true });
    const next = start(name, backend, repo, { HOME: own });
    await followRuns(ctx);
    await next.told("delivered");
    await followRuns(ctx);
    const read = await readRun(ctx, run.id);
    expect(read.status).toBe("succeeded");
    const { log } = await logOf(read.stages[1] as never);
    expect(log).toMatch(/Session \S+ is gone: \w+ begins anew/);
    const [heard] = heardIn(folder).filter(([first]) => first?.includes("Build what was planned"));
    expect(heard?.[0]).toMatch(
      /^# What was said before[\s\S]*Remember the blue door[\s\S]*Nothing to run/,
    );
  });
});

it("begins anew on another machine, and where another agent had the session", async () => {
  const ctx = contextOf(test.db);
  const name = "claude_elsewhere";
  await line.api("POST", "agents/register", { name, runtime: "worker" });
  const [plan, , build] = stages(name) as [GivenStage, GivenStage, GivenStage];
  const run = await givenRun(ctx, [plan, { ...build, from: [] }]);
  const repo = repository();
  const first = start(name, "claude", repo, { HOME: home() });
  await first.told("delivered");
  first.kill();
  await first.ended;
  const own = home();
  // As on another machine: it has the folders of its own home alone.
  const next = start(name, "claude", repo, { HOME: own, XDG_STATE_HOME: own });
  await followRuns(ctx);
  await next.told("delivered");
  await followRuns(ctx);
  const read = await readRun(ctx, run.id);
  expect((await logOf(read.stages[1] as never)).log).toMatch(
    /The session of plan \(\S+\) is not on this machine: begins anew with what was said there/,
  );
  expect(heardIn(own).map(([prompt]) => prompt)).toEqual([
    expect.stringMatching(/^# What was said before[\s\S]*Remember the blue door/),
  ]);

  const other = await givenRun(ctx, [plan, { ...build, from: [] }]);
  await next.told("delivered", { count: 2 });
  next.kill();
  await next.ended;
  await followRuns(ctx);
  const { stages: now } = await readRun(ctx, other.id);
  const ref = now[1]?.task_ref as string;
  await line.api("POST", "agents/register", { name: "claude_other", runtime: "worker" });
  await line.api("PUT", `tasks/${ref}`, { assigned_to: "claude_other" });
  const third = start("claude_other", "claude", repo, { HOME: own, XDG_STATE_HOME: own });
  await third.told("delivered");
  await followRuns(ctx);
  expect((await logOf({ task_ref: ref })).log).toContain(`is that of ${name}: begins anew`);
});

it("gives a program that keeps sessions itself the one of the earlier stage", async () => {
  const ctx = contextOf(test.db);
  await line.api("POST", "agents/register", { name: "keeper", runtime: "worker" });
  const [plan, , build] = stages("keeper") as [GivenStage, GivenStage, GivenStage];
  await givenRun(ctx, [plan, { ...build, from: [] }]);
  const command = `echo '{"result": "in '$MC_SESSION'", "session_id": "s-9"}'`;
  const worker = line.start("keeper", ["--command", command]);
  await worker.told("delivered");
  await followRuns(ctx);
  const { task } = await worker.told("delivered", { count: 2 });
  expect((await line.taskNow(task as string)).resolution).toBe("in s-9");
});
