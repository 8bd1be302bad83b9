import { sharedClient, type Task, uniqueName } from "../api/client";
import { addVersion, defineWorkflow } from "./defined-workflow";
import {
  changeOf,
  changeTask,
  claim,
  createTask,
  createWaiting,
  fail,
  handIn,
  handInChange,
  ok,
  registerAgent,
} from "./work";

/** Tasks by their references, and an agent, that together make every part of every screen show something. */
export interface Shown {
  agent: string;
  epic: string;
  child: string;
  waiting: string;
  failed: string;
  judged: string;
  /** Given to two agents: one handed in, the other works. */
  contest: string;
  /** A run that failed, with a log of every kind of line. */
  run: number;
  /** A workflow with two versions, and a run of each. */
  workflow: string;
  workflowRuns: [number, number];
  /** A workflow with inputs, and runs of it: one that a person is asked about, and one that is held up by a failure. */
  flow: string;
  asking: number;
  stuck: number;
}

let shown: Promise<Shown> | undefined;

/** Made once for all tests of a worker. */
export function everythingShown(): Promise<Shown> {
  shown ??= create();
  return shown;
}

async function create(): Promise<Shown> {
  const agent = await registerAgent();
  const judged = await createWaiting({ assigned_to: agent });
  await judge(judged.id, "rejected", "Add a test for the **empty** cart.");
  await claim(judged, agent);
  await handIn(judged, "With a test.");
  await judge(judged.id, "approved", "Good.");

  const epic = await createTask({
    type: "epic",
    title: uniqueName("epic"),
    description: "## Why\n\nBecause of `code`, [links](https://example.com) and\n\n- lists\n- more",
    acceptance_criteria: "- [ ] it starts\n- [ ] it stops",
    labels: ["billing", "needs-care", "third", "fourth"],
    due_date: 1_700_000_000,
    priority: "critical",
    scheduled_for: null,
  });
  const child = await createTask({ parent_id: epic.id, assigned_to: agent, priority: "high" });
  await createTask({ parent_id: epic.id, depends_on: [child.id], priority: "low" });
  await claim(child, agent);
  await comment(epic.id, `Look at this, @${agent}: \`npm test\``);

  const waiting = await createWaiting({
    description: "The cart breaks when it is empty.",
    acceptance_criteria: "Good when:\n- an empty cart costs nothing",
    resolution: `Fixed.\n\n\`\`\`diff\n${PATCH}\n\`\`\``,
  });
  const worker = uniqueName("worker");
  const failed = await createTask({ assigned_to: worker });
  const run = (await claim(failed, worker)).run.id;
  await sharedClient().call("POST", `/api/runs/${run}/chunks`, { after: 0, chunks: LOG });
  await fail(failed, "The registry is down.");
  const blocked = await createTask();
  await changeTask(blocked.id, { status: "blocked", blocked_reason: "No access." });
  await sharedClient().call("POST", `/api/agents/${agent}/keys`, { name: "laptop" });
  const workflow = await defineWorkflow(WORKFLOW);
  const workflowRuns = [await startRun(workflow), 0] as [number, number];
  await addVersion(
    workflow,
    WORKFLOW.replaceAll("lint", "prove").replace("Plan it", "Plan it well"),
    "Prove it",
  );
  workflowRuns[1] = await startRun(workflow);
  return {
    workflow,
    workflowRuns,
    agent,
    epic: epic.ticket_ref,
    child: child.ticket_ref,
    waiting: waiting.ticket_ref,
    failed: failed.ticket_ref,
    judged: judged.ticket_ref,
    contest: await createContest(),
    run,
    ...(await flows()),
  };
}

async function createContest(): Promise<string> {
  const agents = [await registerAgent(), await registerAgent()];
  const checks = [{ name: "test", command: "npm test" }];
  const given = {
    title: uniqueName("contest"),
    description: "Keep what was read.",
    agents,
    checks,
  };
  const { body } = await sharedClient().call<{ group: Task; entries: { task: Task }[] }>(
    "POST",
    "/api/tasks/best-of",
    given,
  );
  const [one, two] = body.entries.map(({ task }) => task) as [Task, Task];
  await handInChange(await claim(one, agents[0] as string), changeOf("a", "return 0;"));
  await claim(two, agents[1] as string);
  return body.group.ticket_ref;
}

const FLOW = `description: Looks, and asks before it publishes
inputs:
  spec: { type: string, description: What is wanted }
  deep: { type: boolean, default: true }
defaults: { review: false }
stages:
  - { name: plan, prompt: Plan it, from: [{ input: spec }, specs/more.txt] }
  - { name: each, prompt: "Do {{item}}", foreach: '["one", "two"]', from: plan }
  - { name: build, prompt: Build it, from: plan, retry: 1 }
  - { name: rarely, prompt: Do it, from: build, when: "!inputs.deep" }
  - { name: publish, approval: { title: "Publish?", body: It is **ready**. }, from: plan }
`;

interface Begun {
  id: number;
  stages: { task_id: number }[];
}

async function flows(): Promise<Pick<Shown, "flow" | "asking" | "stuck">> {
  const flow = uniqueName("flow");
  await ok(sharedClient(), "POST", "/api/workflows", { name: flow, source: FLOW });
  const start = async () => {
    const agent = await registerAgent();
    const files = { "specs/more.txt": "# More\n\nOf it." };
    const path = `/api/workflows/${flow}/runs`;
    const body = { inputs: { spec: "Count the herons" }, files, agent };
    const { run } = await ok<{ run: Begun }>(sharedClient(), "POST", path, body);
    const plan = { id: run.stages[0]?.task_id } as Task;
    await claim(plan, agent);
    return { id: run.id, plan };
  };
  const asking = await start();
  await handIn(asking.plan, "Two steps.");
  const stuck = await start();
  await fail(stuck.plan, "The registry is down.");
  return { flow, asking: asking.id, stuck: stuck.id };
}

const LOG = [
  { kind: "text", data: "I look at the tests first.\n" },
  { kind: "tool", data: 'Bash {"command":"npm test","timeout":120000}\n' },
  {
    kind: "log",
    data: "\u001b[32mPASS\u001b[39m cart.test.ts\n\u001b[1;31mFAIL\u001b[0m pay.test.ts\n",
  },
  { kind: "file", data: "lib/pay.ts\n" },
  { kind: "log", data: "The registry is down.\n" },
];

const WORKFLOW = `description: Makes a feature
inputs: {topic: {type: string, default: boats}}
stages:
  - {name: plan, prompt: Plan it}
  - {name: lint, command: npm test, from: plan}
  - {name: ship, approval: {title: Ship it?}, from: lint, when: 'inputs.topic != ""'}
`;

async function startRun(workflow: string): Promise<number> {
  const path = `/api/workflows/${workflow}/runs`;
  const { body } = await sharedClient().call<{ run: { id: number } }>("POST", path, {});
  return body.run.id;
}

const PATCH = "--- a/cart.ts\n+++ b/cart.ts\n@@ -1 +1 @@\n-return 1;\n+return 0;";

async function judge(taskId: number, status: string, notes: string): Promise<void> {
  const reviewer = uniqueName("judge");
  await sharedClient().call("POST", "/api/quality-review", { taskId, status, notes, reviewer });
}

async function comment(id: number, content: string): Promise<void> {
  await sharedClient().call("POST", `/api/tasks/${id}/comments`, { content });
}
