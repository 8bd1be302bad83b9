import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { isAllowed, STATUSES, type TaskStatus } from "@/lib/tasks/lifecycle";
import { claimNext, claimTask } from "@/lib/tasks/queue/claim";
import { agentActor, contextOf, givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { cancelTask, completeTask, failTask, releaseTask, retryTask } from "./report";
import { updateTask } from "./update";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(() => emptyTables(test.db, "tasks", "agents", "runs", "events", "comments"));

const AGENTS = ["scout", "iris"] as const;
const command = fc.oneof(
  fc.record({ verb: fc.constant("poll"), agent: fc.constantFrom(...AGENTS) }),
  fc.record({
    verb: fc.constantFrom("claim", "complete", "fail", "release", "cancel", "retry"),
    agent: fc.constantFrom(...AGENTS),
    task: fc.nat(3),
  }),
  fc.record({
    verb: fc.constant("move"),
    as: fc.constantFrom("person", ...AGENTS),
    task: fc.nat(3),
    to: fc.constantFrom(...STATUSES),
  }),
  fc.record({ verb: fc.constant("assign"), task: fc.nat(3), to: fc.constantFrom(null, ...AGENTS) }),
);
type Command = { verb: string; agent?: string; as?: string; task?: number; to?: string | null };

/** Runs one command of one actor; a refusal is fine, anything else is a defect. */
async function run(step: Command, ids: number[]): Promise<void> {
  const id = ids[step.task ?? 0] as number;
  const as = (name: string): Context =>
    contextOf(test.db, agentActor(name, AGENTS.indexOf(name as never) + 1));
  const person = contextOf(test.db, keyActor());
  const agent = step.agent ?? "scout";
  try {
    if (step.verb === "poll") await claimNext(as(agent), { agent });
    if (step.verb === "claim") await claimTask(as(agent), { ref: id, agent });
    if (step.verb === "complete") await completeTask(as(agent), { ref: id, resolution: "r" });
    if (step.verb === "fail") await failTask(as(agent), { ref: id, error: "e" });
    if (step.verb === "release") await releaseTask(as(agent), { ref: id });
    if (step.verb === "cancel") await cancelTask(person, { ref: id });
    if (step.verb === "retry") await retryTask(person, { ref: id });
    if (step.verb === "assign")
      await updateTask(person, id, { assigned_to: step.to as string | null });
    if (step.verb === "move") {
      const ctx = step.as === "person" ? person : as(step.as as string);
      await updateTask(ctx, id, { status: step.to as TaskStatus });
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

async function checkInvariants(): Promise<void> {
  const tasks = await test.db.task.findMany({ include: { runs: true } });
  for (const task of tasks) {
    const open = task.runs.filter((row) => row.outcome === null);
    // One holder: in progress means exactly one open run, of the assignee; anything else means none.
    expect(open.length, task.status).toBe(task.status === "in_progress" ? 1 : 0);
    if (task.status === "in_progress") {
      expect(open[0]).toMatchObject({ id: task.runId, agent: task.assignedTo });
      expect(open[0]?.leaseExpiresAt).not.toBeNull();
    } else expect(task.runId).toBeNull();
    expect(task.ready).toBe(task.status === "inbox" || task.status === "assigned");
    expect(task.completedAt !== null).toBe(["done", "failed", "cancelled"].includes(task.status));
    expect(task.status === "done" && task.reviewRequired).toBe(false);
  }
  for (const agent of await test.db.agent.findMany()) {
    const held = tasks.filter(
      (task) => task.status === "in_progress" && task.assignedTo === agent.name,
    );
    expect(agent.inProgress).toBe(held.length);
  }
  await checkHistory();
}

/** The events tell every move, each from where the last one ended, and never out of a terminal status but by reopening. */
async function checkHistory(): Promise<void> {
  const events = await test.db.event.findMany({
    where: { category: "task" },
    orderBy: { id: "asc" },
  });
  // By etag, as a screen orders what it hears: a poll that passes a head which was taken from under it has its number, of
  // which event ids are made, before it holds the next one.
  const changedAt = ({ data }: { data: unknown }) =>
    Date.parse((data as { etag?: string }).etag ?? "1970-01-01");
  events.sort((a, b) => changedAt(a) - changedAt(b));
  const status = new Map<number, TaskStatus>();
  const etag = new Map<number, string>();
  for (const event of events) {
    const data = event.data as { id: number; status: TaskStatus; etag?: string };
    if (!data.etag) continue;
    const before = status.get(data.id);
    if (before && before !== data.status) {
      expect((event.data as { previous_status: string }).previous_status).toBe(before);
      expect(isAllowed(before, data.status, "override"), `${before} to ${data.status}`).toBe(true);
      expect(data.etag > (etag.get(data.id) as string)).toBe(true);
    }
    status.set(data.id, data.status);
    etag.set(data.id, data.etag);
  }
  for (const task of await test.db.task.findMany()) expect(status.get(task.id)).toBe(task.status);
}

const RUNS = 25;

it("keeps every invariant under random commands of many actors, in sequence", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 40 }), async (steps) => {
      await emptyTables(test.db, "tasks", "agents", "runs", "events", "comments");
      const ids = await someTasks();
      for (const step of steps) await run(step, ids);
      await checkInvariants();
    }),
    { numRuns: RUNS },
  );
}, 600_000);

it("keeps every invariant when the commands race", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 60 }), async (steps) => {
      await emptyTables(test.db, "tasks", "agents", "runs", "events", "comments");
      const ids = await someTasks();
      for (let i = 0; i < steps.length; i += 8) {
        await Promise.all(steps.slice(i, i + 8).map((step) => run(step, ids)));
      }
      await checkInvariants();
    }),
    { numRuns: RUNS },
  );
}, 600_000);

async function someTasks(): Promise<number[]> {
  const ctx = contextOf(test.db);
  const tasks = [
    await givenTask(ctx),
    await givenTask(ctx, { assigned_to: "scout" }),
    await givenTask(ctx, { review_required: false }),
    await givenTask(ctx, { review_required: false, assigned_to: "iris" }),
  ];
  return tasks.map((task) => task.id);
}
