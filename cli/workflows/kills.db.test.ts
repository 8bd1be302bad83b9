import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import {
  Naive,
  pictureOfNaive,
  planOf,
  type Script,
  type Shape,
  shape,
} from "@/lib/testing/naive-run";
import { pictureOfRun, stagesOf } from "@/lib/testing/random-run";
import { givenRun } from "@/lib/testing/workflows";
import { Plan } from "@/lib/workflows/run/plan";
import { BatonError, connect, type Workshop } from "../sdk/index";
import { type KillableServer, startKillableServer } from "../worker/testing/server-process";
import {
  type RunningWorker,
  startWorkerLine,
  type WorkerLine,
} from "../worker/testing/worker-line";

/**
 * Random runs, done by workers and by agents that poll, while the server and the workers are killed in the middle of things. Whole
 * with WORKFLOW_KILLS=whole, which takes minutes.
 */
const IS_WHOLE = process.env.WORKFLOW_KILLS === "whole";
const SIZE = IS_WHOLE
  ? { runs: 12, stages: 25, kills: 16, withinMs: 1_200_000 }
  : { runs: 3, stages: 6, kills: 4, withinMs: 120_000 };
const SEED = Number(process.env.WORKFLOW_SEED ?? 13);

const KEY = "mc_the-admin-key-of-the-tests";
const BUILDERS = ["builder_0", "builder_1"];
const POLLERS = ["poller_0", "poller_1"];

let test: TestDatabase;
let line: WorkerLine;
let server: KillableServer;
let oracle: Server;
let baton: Workshop;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startWorkerLine(test);
  server = await startKillableServer(test.url);
  baton = connect({ url: server.url, key: KEY, patience: 60_000 });
  oracle = createServer(async (request, response) => {
    const ref = new URL(request.url ?? "", "http://oracle").searchParams.get("task");
    response.end(await outcomeOf(ref as string));
  });
  await new Promise<void>((resolve) => oracle.listen(0, "127.0.0.1", resolve));
  writeFileSync(
    path.join(line.folder, "ask.mjs"),
    `const { port } = ${JSON.stringify(oracle.address() as AddressInfo)};
const answer = await fetch(\`http://127.0.0.1:\${port}/?task=\${process.env.MC_TASK}\`);
process.exitCode = (await answer.text()) === "done" ? 0 : 1;
`,
  );
});
afterAll(async () => {
  stopping.abort();
  await line?.endWorkers();
  await server?.close();
  oracle?.closeAllConnections();
  oracle?.close();
  await line?.close();
  await test?.drop();
});

interface Played {
  id: number;
  plan: Plan;
  scripts: ReadonlyMap<string, Script>;
  naive: Naive;
}
const played = new Map<number, Played>();

/**
 * What can be done by programs, and comes to the same in whatever order the stages end: nothing ends a run before all is done, and no
 * gate sends work back.
 */
const playable = (given: Shape[]): Shape[] =>
  given.map((each) => {
    const outcomes = each.script.outcomes.map((one) => (one === "unfit" ? "failed" : one));
    const isEnd = each.kind === "end" || each.kind === "fail";
    const { count } = each.script;
    return {
      ...each,
      kind: isEnd ? "work" : each.kind,
      onFailure: each.onFailure === "fail_run" ? "block" : each.onFailure,
      script: {
        ...each.script,
        outcomes,
        count: each.kind === "loop" && count === "error" ? 3 : count,
      },
    };
  });

/** A plan with what the naive interpreter makes of it. */
function planned(shapes: Shape[]): Omit<Played, "id"> {
  const { plan: given, scripts } = planOf(playable(shapes));
  const plan = new Plan(given.stages.map((stage) => ({ ...stage, rework: null })));
  const naive = new Naive(plan.stages, scripts);
  while (naive.status === "running") {
    const open = [...naive.state].flatMap(([id, state]) => {
      const [name, item] = id.split("#") as [string, string?];
      const isLeaf = item !== undefined || plan.stage(name).many === null;
      return state === "active" && isLeaf
        ? [{ name, item: item === undefined ? null : Number(item) }]
        : [];
    });
    naive.end(open[0] as (typeof open)[number]);
  }
  return { plan, scripts, naive };
}

async function start(one: Omit<Played, "id">, at: number): Promise<void> {
  const stages = stagesOf(one.plan, one.scripts).map((stage, place) => {
    if (stage.approval) return stage;
    const by = (at + place) % 4;
    if (by < 2) return { ...stage, agent: POLLERS[by] as string, review: false };
    const command = `"${process.execPath}" "${path.join(line.folder, "ask.mjs")}"`;
    return {
      ...stage,
      agent: BUILDERS[by - 2] as string,
      prompt: undefined,
      command,
      review: false,
    };
  });
  const { id } = await givenRun(contextOf(test.db), stages);
  played.set(id, { ...one, id });
}

/** What the script says that the attempt under way comes to. */
async function outcomeOf(ref: string): Promise<string> {
  const stage = await test.db.workflowStage.findFirstOrThrow({ where: { taskRef: ref } });
  const { outcomes } = (played.get(stage.runId) as Played).scripts.get(stage.name) as Script;
  const at = stage.attempts - 1 + (stage.itemIndex ?? 0);
  return outcomes[Math.min(at, outcomes.length - 1)] as string;
}

const stopping = new AbortController();

const workers = new Map<string, RunningWorker>();

/** Starts a worker, and another one when it has ended, as a service manager does: under load Baton is away for longer than a start waits. */
function keepWorking(name: string): void {
  const words = ["--backend", "none", "--commands", "--concurrency", "2"];
  const worker = line.start(name, words, { MC_URL: server.url });
  workers.set(name, worker);
  void worker.ended.then(() => {
    if (!stopping.signal.aborted) keepWorking(name);
  });
}

/** Whoever is refused because the run is over, or the answer was given, has been heard before a server was killed. */
async function heardBefore(answer: Promise<unknown>): Promise<void> {
  await answer.catch((error) => {
    if (!(error instanceof BatonError) || error.status !== 409) throw error;
  });
}

async function pollAs(agent: string): Promise<void> {
  const { signal } = stopping;
  while (!signal.aborted) {
    const query = { agent, wait: "5" };
    const { task, run } = await baton.request("GET", "/api/tasks/queue", { query }, { signal });
    if (!task || !run) continue;
    const isDone = (await outcomeOf(task.ticket_ref)) === "done";
    const given = { path: { id: String(task.id) } };
    await heardBefore(
      isDone
        ? baton.request(
            "POST",
            "/api/tasks/{id}/complete",
            {
              ...given,
              body: { run_id: run.id, resolution: "Done" },
            },
            { idempotencyKey: `${run.id}` },
          )
        : baton.request(
            "POST",
            "/api/tasks/{id}/fail",
            {
              ...given,
              body: { run_id: run.id, error: "It broke" },
            },
            { idempotencyKey: `${run.id}` },
          ),
    );
  }
}

/** Answers approvals as the scripts say. */
async function answerAs(): Promise<void> {
  const { signal } = stopping;
  while (!signal.aborted) {
    const open = await test.db.request.findMany({ where: { state: "open" } });
    for (const { id, taskRef } of open) {
      const option = (await outcomeOf(taskRef as string)) === "approved" ? "approve" : "reject";
      const key = { idempotencyKey: `answer ${id}` };
      await heardBefore(baton.person.answer(id, option, key));
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const settledNow = () =>
  test.db.workflowStage.count({ where: { state: { notIn: ["waiting", "active"] } } });
const attemptsBegun = () => test.db.run.count();

it("come to what the naive interpreter makes of them, whoever is killed", {
  // What is different is said before the test is cut off.
  timeout: 2 * SIZE.withinMs,
}, async () => {
  for (const name of POLLERS)
    await baton.request("POST", "/api/agents/register", { body: { name } });
  for (const name of BUILDERS)
    await baton.request("POST", "/api/agents/register", { body: { name, runtime: "worker" } });
  const bounds = { minLength: SIZE.stages, maxLength: SIZE.stages, size: "max" as const };
  const samples = fc.sample(fc.array(shape, bounds), { seed: SEED, numRuns: SIZE.runs });
  for (const [at, shapes] of samples.entries()) await start(planned(shapes), at);
  const most = [...played.values()].flatMap(({ naive }) => [...naive.attempts.values()]);
  const attempts = most.reduce((sum, each) => sum + each, 0);

  for (const name of BUILDERS) keepWorking(name);
  const agents = [...POLLERS.map(pollAs), answerAs()];
  const ended = Promise.all(agents).catch((error) => {
    if (!stopping.signal.aborted) throw error;
  });

  // At random moments of the work, the server and a worker in turn.
  const within = fc.nat(Math.max(1, Math.floor((attempts * 0.7) / SIZE.kills)));
  const pauses = fc.sample(within, { seed: SEED, numRuns: SIZE.kills });
  for (const [at, pause] of pauses.entries()) {
    const from = await attemptsBegun();
    const isOver = async () =>
      (await attemptsBegun()) >= from + pause + 1 || (await runningNow()) === 0;
    await Promise.race([
      expect.poll(isOver, { interval: 20, timeout: SIZE.withinMs }).toBe(true),
      ended,
    ]);
    if (at % 2 === 0) await server.kill();
    else {
      const killed = workers.get(BUILDERS[(at >> 1) % BUILDERS.length] as string);
      killed?.kill();
      await killed?.ended;
    }
  }

  const pictures = () => Promise.all([...played.keys()].map((id) => pictureOfRun(test.db, id)));
  const expected = [...played.values()].map(({ naive }) => pictureOfNaive(naive));
  await Promise.race([
    expect.poll(pictures, { interval: 100, timeout: SIZE.withinMs }).toEqual(expected),
    ended,
  ]);
  stopping.abort();
  await ended;

  for (const one of played.values()) await assertInOrder(one);
  // Nothing is left open: neither an attempt, nor a question, nor a task that somebody holds.
  expect(await test.db.run.count({ where: { outcome: null } })).toBe(0);
  expect(await test.db.request.count({ where: { state: "open" } })).toBe(0);
  expect(await test.db.task.count({ where: { status: "in_progress" } })).toBe(0);
  if (IS_WHOLE)
    console.log(
      `${attempts} attempts of ${await settledNow()} stages, ${await attemptsBegun()} runs`,
    );
});

const runningNow = () =>
  test.db.workflowRun.count({ where: { status: "running", attention: null } });

/** Each stage was worked on after its inputs were settled, and ended no more often than it may. */
async function assertInOrder({ id, plan }: Played): Promise<void> {
  const stages = await test.db.workflowStage.findMany({ where: { runId: id } });
  const settledAt = new Map(
    stages.flatMap(({ name, itemIndex, settledAt: at }) =>
      itemIndex === null ? [[name, at?.getTime() ?? Number.POSITIVE_INFINITY] as const] : [],
    ),
  );
  for (const { name, taskId, attempts } of stages) {
    const { inputs, join, attempts: most } = plan.stage(name);
    const runs = await test.db.run.findMany({ where: { taskId: taskId ?? 0 } });
    const ends = runs.filter(({ outcome }) => outcome === "succeeded" || outcome === "failed");
    expect({ name, ends: ends.length <= attempts && attempts <= most }).toEqual({
      name,
      ends: true,
    });
    expect(runs.filter(({ outcome }) => outcome === "succeeded").length).toBeLessThanOrEqual(1);
    const times = inputs.map((input) => settledAt.get(input) as number);
    const since = join === "any" ? Math.min(...times) : Math.max(...times);
    for (const { startedAt } of runs)
      if (inputs.length > 0) expect(startedAt.getTime()).toBeGreaterThanOrEqual(since);
  }
}
