import { sharedClient, uniqueName } from "../api/client";
import { changeTask, claim, createTask, createWaiting, fail, handIn, registerAgent } from "./work";

/** Tasks by their references, and an agent, that together make every part of every screen show something. */
export interface Shown {
  agent: string;
  epic: string;
  child: string;
  waiting: string;
  failed: string;
  judged: string;
  /** A run that failed, with a log of every kind of line. */
  run: number;
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
  return {
    agent,
    epic: epic.ticket_ref,
    child: child.ticket_ref,
    waiting: waiting.ticket_ref,
    failed: failed.ticket_ref,
    judged: judged.ticket_ref,
    run,
  };
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

const PATCH = "--- a/cart.ts\n+++ b/cart.ts\n@@ -1 +1 @@\n-return 1;\n+return 0;";

async function judge(taskId: number, status: string, notes: string): Promise<void> {
  const reviewer = uniqueName("judge");
  await sharedClient().call("POST", "/api/quality-review", { taskId, status, notes, reviewer });
}

async function comment(id: number, content: string): Promise<void> {
  await sharedClient().call("POST", `/api/tasks/${id}/comments`, { content });
}
