import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createAgent } from "@/lib/agents/create";
import { deleteAgent } from "@/lib/agents/delete";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import { cancelTask, completeTask, releaseTask, retryTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { claimTask } from "@/lib/tasks/queue/claim";
import { contextOf, givenTask, keyActor, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";
import { cancelRun } from "./cancel";

let test: TestDatabase;
let provider: ModelProvider;
let runners: JobRunner[] = [];
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  provider = await startModelProvider();
  ctx = contextOf(test.db, userActor());
  vi.stubEnv("ANTHROPIC_BASE_URL", provider.url);
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
});
afterAll(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  vi.unstubAllEnvs();
  await provider.close();
  await test.drop();
});

/** Numbers that look random and are the same each time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const PUSHED = ["iris", "scout", "ada"];

it("keeps one holder per task, and forgets none, while people move everything about", {
  timeout: 120_000,
}, async () => {
  const roll = dice(20_261_120);
  provider.otherwise = () => {
    const until = new Promise((resolve) => setTimeout(resolve, roll(120)));
    const kind = roll(10);
    if (kind === 0) return { status: 500, message: "boom", until };
    if (kind === 1) return { text: "half", dropAfter: 2, until };
    return { text: "done", until };
  };
  for (const name of PUSHED)
    await createAgent(ctx, { name, role: "agent", runtime: "anthropic", max_capacity: 2 } as never);
  runners = [await startJobRunner(test.db, test.url), await startJobRunner(test.db, test.url)];
  const parent = await givenTask(ctx, { title: "All of it", type: "epic" });
  const ids: number[] = [];
  for (let index = 0; index < 24; index++) {
    const inPipeline = index < 6 ? { parent_id: parent.id, exec_order: index + 1 } : {};
    const task = await givenTask(ctx, {
      title: `Task ${index}`,
      assigned_to: PUSHED[index % 3] as string,
      review_required: false,
      ...inPipeline,
    });
    ids.push(task.id);
  }
  // How much of it meets work under way depends on the machine, so it goes on until enough has been.
  let made = { runs: 0, done: 0 };
  for (
    let batch = 0;
    batch < 25 || (batch < 500 && (made.runs <= 20 || made.done === 0));
    batch++
  ) {
    await Promise.all(Array.from({ length: 8 }, () => stir(roll, ids)));
    made = await counts();
  }
  await settled();
  await checkInvariants();
  expect(made.runs).toBeGreaterThan(20);
  expect(made.done).toBeGreaterThan(0);
});

async function counts(): Promise<{ runs: number; done: number }> {
  const [row] = await test.db.$queryRaw<{ runs: number; done: number }[]>`
    SELECT (SELECT count(*)::int FROM runs) AS runs, (SELECT count(*)::int FROM tasks WHERE status = 'done') AS done`;
  if (!row) throw new Error("a count has a row");
  return row;
}

/** One thing that a person or an agent does; a refusal is fine, anything else is a defect. */
async function stir(roll: (sides: number) => number, ids: number[]): Promise<void> {
  const ref = ids[roll(ids.length)] as number;
  const agent = PUSHED[roll(3)] as string;
  const asKey = contextOf(test.db, keyActor("admin", agent));
  const deeds: (() => Promise<unknown>)[] = [
    () => updateTask(ctx, ref, { assigned_to: agent }),
    () => updateTask(ctx, ref, { assigned_to: null }),
    () => updateTask(ctx, ref, { status: "assigned" }),
    () => updateTask(ctx, ref, { priority: "critical" }),
    () => cancelTask(ctx, { ref }),
    () => retryTask(ctx, { ref }),
    () => retryTask(ctx, { ref }),
    () => releaseTask(asKey, { ref }),
    () => completeTask(asKey, { ref, resolution: "by hand" }),
    () => claimTask(asKey, { ref, agent }),
    async () => {
      const [run] = await test.db.$queryRaw<{ id: number }[]>`
        SELECT id FROM runs WHERE outcome IS NULL ORDER BY id LIMIT 1`;
      if (run) await cancelRun(ctx, { runId: run.id });
    },
    async () => {
      if (agent !== "ada") return;
      const found = await test.db.agent.findUnique({ where: { name: "ada" } });
      if (found) await deleteAgent(ctx, found.id);
      await createAgent(ctx, { name: "ada", role: "agent", runtime: "anthropic" } as never);
    },
  ];
  try {
    await (deeds[roll(deeds.length)] as () => Promise<unknown>)();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

/** No dispatched run is open and nothing that is due waits: what was claimed by hand stays with its holder. */
async function settled(): Promise<void> {
  await vi.waitFor(
    async () => {
      const [rest] = await test.db.$queryRaw<{ open: number; due: number }[]>`
        SELECT (SELECT count(*)::int FROM runs WHERE outcome IS NULL AND trigger = 'dispatch') AS open,
          (SELECT count(*)::int FROM tasks t JOIN agents a ON a.name = t.assigned_to
           WHERE is_pushed(a.runtime) AND a.in_progress < a.max_capacity AND t.claimable AND t.status = 'assigned'
             AND t.dispatch_hold IS NULL AND COALESCE(t.next_attempt_at, '-infinity') <= now()) AS due`;
      expect(rest).toEqual({ open: 0, due: 0 });
    },
    { timeout: 20_000, interval: 50 },
  );
}

async function checkInvariants(): Promise<void> {
  const tasks = await test.db.task.findMany({ include: { runs: true } });
  for (const task of tasks) {
    const open = task.runs.filter((run) => run.outcome === null);
    expect(open.length, `${task.ticketRef} ${task.status}`).toBe(
      task.status === "in_progress" ? 1 : 0,
    );
    if (open[0]) expect(open[0]).toMatchObject({ id: task.runId, agent: task.assignedTo });
    if (task.status === "done" && task.childrenTotal === 0) expect(task.resolution).not.toBeNull();
  }
  for (const agent of await test.db.agent.findMany()) {
    const held = tasks.filter(
      (task) => task.status === "in_progress" && task.assignedTo === agent.name,
    );
    expect(agent.inProgress, agent.name).toBe(held.length);
  }
}
