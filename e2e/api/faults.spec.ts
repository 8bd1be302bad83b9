import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "playwright/test";
import { type ModelProvider, startModelProvider } from "../../lib/testing/model-provider";
import { createDataDirectory, startProduct } from "../../scripts/testing/product.mjs";
import { type Client, clientFor, type Task } from "./client";

/** Faults of the machine while Baton works on its own: one installation, one fault after the other. */
test.describe.configure({ mode: "serial" });

const FLEET = 20;
let answers = 0;
/** In other words each time: an agent that answers everything the same is paused. */
const done = () => ({ text: `The work is done, as the ${++answers}th.` });
const data = createDataDirectory();
let product: Awaited<ReturnType<typeof startProduct>>;
let provider: ModelProvider;
let api: Client;

test.beforeAll(async () => {
  provider = await startModelProvider();
  provider.otherwise = done;
  product = await startProduct({
    BATON_DATA_DIR: data.folder,
    ANTHROPIC_BASE_URL: provider.url,
    ANTHROPIC_API_KEY: "sk-faults",
  });
  api = clientFor(product.url, product.apiKey);
  for (let index = 0; index < FLEET; index++) {
    await api.call("POST", "/api/agents", {
      name: agent(index),
      role: "agent",
      runtime: "anthropic",
    });
  }
});
test.afterAll(async () => {
  await product?.stop();
  await provider?.close();
  data.remove();
});

const agent = (index: number): string => `worker-${index}`;
const serverPid = (): number =>
  JSON.parse(readFileSync(path.join(data.folder, "run.json"), "utf8")).server.pid;
const postgresPid = (): number =>
  Number(readFileSync(path.join(data.folder, "postgres/postmaster.pid"), "utf8").split("\n")[0]);

async function assign(index: number): Promise<Task> {
  const { body } = await api.call<{ task: Task }>("POST", "/api/tasks", {
    title: `Work ${index}`,
    assigned_to: agent(index),
    review_required: false,
  });
  return body.task;
}

interface Run {
  outcome: string | null;
  agent: string;
}

const runsOf = async (task: Task): Promise<Run[]> =>
  (await api.call<{ runs: Run[] }>("GET", `/api/tasks/${task.id}/runs`)).body.runs;

/** Every task is done, each was finished by one run only, and no run is left open. */
async function allDoneOnce(tasks: Task[]): Promise<void> {
  const statuses = async () => {
    const { body } = await api.call<{ tasks: Task[] }>("GET", "/api/tasks?limit=200");
    const all = new Map(body.tasks.map((task) => [task.id, task.status]));
    return tasks.filter((task) => all.get(task.id) !== "done").map((task) => all.get(task.id));
  };
  await expect
    .poll(() => statuses().catch(() => ["unreachable"]), { timeout: 120_000, intervals: [200] })
    .toEqual([]);
  for (const task of tasks) {
    const runs = await runsOf(task);
    expect(runs.filter((run) => run.outcome === "succeeded")).toHaveLength(1);
    expect(runs.filter((run) => run.outcome === null)).toEqual([]);
  }
}

test("a server that is killed with 20 runs in flight: each is lost, done again, and finished once", async () => {
  provider.script(
    ...Array.from({ length: FLEET }, () => ({ text: "never", hang: "after" as const })),
  );
  const tasks: Task[] = [];
  for (let index = 0; index < FLEET; index++) tasks.push(await assign(index));
  await provider.calls(FLEET);
  const ready = product.printed("The server is ready again.");
  process.kill(serverPid(), "SIGKILL");
  await ready;
  await allDoneOnce(tasks);
  for (const task of tasks) {
    expect((await runsOf(task)).map((run) => run.outcome).sort()).toEqual(["lost", "succeeded"]);
  }
  expect(provider.requests).toHaveLength(2 * FLEET);
});

test("a database that is killed while answers come in: the answers are kept and nothing runs twice", async () => {
  provider.reset();
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  provider.script(...Array.from({ length: 5 }, (_, n) => ({ text: `kept ${n}`, until })));
  const tasks: Task[] = [];
  for (let index = 0; index < 5; index++) tasks.push(await assign(index));
  await provider.calls(5);
  const ready = product.printed("PostgreSQL is ready again.");
  process.kill(postgresPid(), "SIGKILL");
  release();
  await ready;
  await allDoneOnce(tasks);
  expect(provider.requests).toHaveLength(5);
});

test("a provider that is down: the failure is said, nobody loses work, and it goes on when it is back", async () => {
  const port = Number(new URL(provider.url).port);
  await provider.close();
  const task = await assign(0);
  await expect
    .poll(async () => {
      const { body } = await api.call<{ task: Task & { dispatch_hold: { code: string } | null } }>(
        "GET",
        `/api/tasks/${task.id}`,
      );
      return body.task.dispatch_hold?.code;
    })
    .toBe("unavailable");
  const { body } = await api.call<{ comments: { content: string }[] }>(
    "GET",
    `/api/tasks/${task.id}/comments`,
  );
  expect(body.comments.at(-1)?.content).toMatch(
    /^Dispatch waits: .*ECONNREFUSED.* no attempt was used up/,
  );
  provider = await startModelProvider(port);
  provider.otherwise = done;
  await allDoneOnce([task]);
});
