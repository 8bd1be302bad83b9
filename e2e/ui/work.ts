import { type Client, sharedClient, type Task, uniqueName } from "../api/client";

/** The year 2100: what starts then is handed to no agent of another test meanwhile. */
const LATER = 4_102_444_800;

interface FeedbackComment {
  id: number;
  quote: string;
  body: string;
}

interface Claim {
  task: Task;
  run: { id: number };
  feedback: { reviewer: string; notes: string; cycle: number; comments?: FeedbackComment[] }[];
}

type Fields = Record<string, unknown>;

/** A task as `curl` would create it. Without an agent of its own it waits, so that nobody takes it from the test. */
export async function createTask(fields: Fields = {}, api = sharedClient()): Promise<Task> {
  const wait = fields.assigned_to ? {} : { scheduled_for: LATER };
  return ok<{ task: Task }>(api, "POST", "/api/tasks", {
    title: uniqueName("task"),
    ...wait,
    ...fields,
  }).then(({ task }) => task);
}

export async function readTask(id: number, api = sharedClient()): Promise<Task & Fields> {
  return (await ok<{ task: Task & Fields }>(api, "GET", `/api/tasks/${id}`)).task;
}

export async function changeTask(id: number, change: Fields, api = sharedClient()): Promise<Task> {
  return (await ok<{ task: Task }>(api, "PATCH", `/api/tasks/${id}`, change)).task;
}

export async function claim(task: Task, agent: string, api = sharedClient()): Promise<Claim> {
  return ok<Claim>(api, "POST", `/api/tasks/${task.id}/claim`, { agent });
}

export async function handIn(task: Task, resolution: string, api = sharedClient()): Promise<Task> {
  const done = await ok<{ task: Task }>(api, "POST", `/api/tasks/${task.id}/complete`, {
    resolution,
    model: "test-model",
    tokens_in: 1_200,
    tokens_out: 340,
    cost_usd: 0.0125,
  });
  return done.task;
}

export async function fail(task: Task, error: string, api = sharedClient()): Promise<Task> {
  return (await ok<{ task: Task }>(api, "POST", `/api/tasks/${task.id}/fail`, { error })).task;
}

/** A task that its agent has handed in. */
export async function createWaiting(
  { resolution = "Done as asked.", ...fields }: Fields & { resolution?: string } = {},
  api = sharedClient(),
): Promise<Task> {
  const agent = uniqueName("worker");
  const task = await createTask({ assigned_to: agent, ...fields }, api);
  await claim(task, String(fields.assigned_to ?? agent), api);
  return handIn(task, resolution, api);
}

export async function registerAgent(
  name = uniqueName("agent"),
  role = "developer",
  api = sharedClient(),
): Promise<string> {
  await ok(api, "POST", "/api/agents/register", { name, role });
  return name;
}

/** Asks an agent that polls, so that the turn waits. The id of its run. */
export async function askAgent(agent: string, prompt: string, more: Fields = {}): Promise<number> {
  const path = `/api/agents/${agent}/ask`;
  const { run } = await ok<{ run: { id: number } }>(sharedClient(), "POST", path, {
    prompt,
    ...more,
  });
  return run.id;
}

/** What the API answers; fails where it refuses. */
export async function ok<T>(api: Client, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await api.call<T>(method, path, body);
  if (answer.status < 300) return answer.body;
  throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

/** A change as a worker reports it: one file of code in which `to` took the place of `from`. */
export function changeOf(commit: string, to: string, from = "return sum(cart.items);") {
  const path = "lib/cart.ts";
  const diff = `diff --git a/${path} b/${path}
index 1111111..2222222 100644
--- a/${path}
+++ b/${path}
@@ -1,3 +1,3 @@
 export function total(cart) {
-  ${from}
+  ${to}
 }
`;
  const files = [{ path, status: "modified", added: 1, removed: 1, binary: false }];
  return { branch: "baton/cart", commit: commit.repeat(40), files, diff };
}

/** Hands in work with a commit, as a worker does. */
export async function handInChange(
  { task, run }: Pick<Claim, "task" | "run">,
  change: Fields,
  more: Fields = {},
  api = sharedClient(),
): Promise<Task> {
  await ok(api, "PUT", `/api/runs/${run.id}/change`, change);
  const done = await ok<{ task: Task }>(api, "POST", `/api/tasks/${task.id}/complete`, {
    resolution: "The total of an empty cart is zero.\n\nThere is a test.",
    ...more,
  });
  return done.task;
}
