import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { heartbeat } from "@/lib/agents/heartbeat";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { requeueStaleTasks } from "@/lib/recovery/stale";
import { completeTask } from "@/lib/tasks/change/report";
import { CLAIM_LEASE_MS } from "@/lib/tasks/lifecycle";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { claimNext } from "./claim";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());
beforeEach(() => clear());
const clear = () =>
  emptyTables(test.db, "tasks", "agents", "runs", "workers", "events", "comments");

const AGENT = "scout";
const TASKS = 5;
const LEASE_MINUTES = CLAIM_LEASE_MS / 60_000;

/** A process that works under the agent's name, with what it knows. */
interface Process {
  pid: number;
  /** The tasks it works on, by run. */
  runs: Map<number, number>;
  /** The claim whose answer it did not get. */
  asked: string | null;
}

/** Two processes of one agent, and what they finished. */
class Fleet {
  readonly processes: [Process, Process] = [newProcess(1), newProcess(2)];
  readonly finished: number[] = [];
  private nextPid = 3;
  private nextClaim = 1;
  /** When each run's lease ends, in minutes of the test's own time. */
  readonly leases = new Map<number, number>();
  minute = 0;

  readonly capacity: number;
  readonly usesClaimIds: boolean;

  constructor(capacity: number, usesClaimIds: boolean) {
    this.capacity = capacity;
    this.usesClaimIds = usesClaimIds;
  }

  /** Polls, and loses the answer if `isLost`: with a claim id the next poll asks for the same claim. */
  async poll(which: 0 | 1, isLost: boolean): Promise<void> {
    const process = this.processes[which];
    const claimId = this.usesClaimIds ? (process.asked ?? `claim-${this.nextClaim++}`) : undefined;
    process.asked = claimId ?? null;
    const { task, run, reason } = await claimNext(ctx, {
      agent: AGENT,
      maxCapacity: this.capacity,
      claimId,
      worker: { host: "here", pid: process.pid },
    });
    if (run && task) this.given(process, run.id, reason);
    if (isLost) return;
    process.asked = null;
    if (run && task) process.runs.set(run.id, task.id);
  }

  /** A run is given to a second process only when its lease ran out: the first one has lost it. */
  private given(process: Process, runId: number, reason: string): void {
    const other = this.processes.find((one) => one !== process);
    if (other?.runs.has(runId)) {
      expect(reason).toBe("continue_current");
      expect(this.leases.get(runId)).toBeLessThanOrEqual(this.minute);
      other.runs.delete(runId);
    }
    this.leases.set(runId, this.minute + LEASE_MINUTES);
  }

  async beat(which: 0 | 1): Promise<void> {
    const process = this.processes[which];
    const worker = { host: "here", pid: process.pid };
    const run_ids = [...process.runs.keys()];
    const { runs } = await heartbeat(ctx, AGENT, {
      worker,
      ...(run_ids.length ? { run_ids } : {}),
    });
    for (const id of runs?.renewed ?? []) this.leases.set(id, this.minute + LEASE_MINUTES);
    for (const id of runs?.lost ?? []) process.runs.delete(id);
  }

  async finish(which: 0 | 1): Promise<void> {
    const process = this.processes[which];
    const [held] = process.runs;
    if (!held) return;
    const [runId, ref] = held;
    process.runs.delete(runId);
    try {
      await completeTask(ctx, { ref, runId, resolution: "done" });
      this.finished.push(ref);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== "stale_run") throw error;
    }
  }

  /** The process dies with what it knew; another takes its place. */
  kill(which: 0 | 1): void {
    this.processes[which] = newProcess(this.nextPid++);
  }

  async pass(minutes: number): Promise<void> {
    this.minute += minutes;
    await test.db.$executeRaw`
      UPDATE runs SET lease_expires_at = lease_expires_at - ${minutes}::int * interval '1 minute' WHERE outcome IS NULL`;
    await test.db.$executeRaw`
      UPDATE workers SET last_seen_at = last_seen_at - ${minutes}::int * interval '1 minute'`;
  }
}

const newProcess = (pid: number): Process => ({ pid, runs: new Map(), asked: null });

const which = fc.constantFrom<0 | 1>(0, 1);
const command = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ verb: fc.constant("poll" as const), which, isLost: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ verb: fc.constantFrom("beat" as const, "finish" as const), which }),
  },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant("kill" as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      verb: fc.constant("pass" as const),
      minutes: fc.integer({ min: 1, max: 11 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant("recover" as const) }) },
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

async function run(fleet: Fleet, step: Command): Promise<void> {
  if (step.verb === "poll") await fleet.poll(step.which, step.isLost);
  if (step.verb === "beat") await fleet.beat(step.which);
  if (step.verb === "finish") await fleet.finish(step.which);
  if (step.verb === "kill") fleet.kill(step.which);
  if (step.verb === "pass") await fleet.pass(step.minutes);
  if (step.verb === "recover") await requeueStaleTasks(ctx);
}

/** Every task in progress has one open run, every open run one task, and the agent holds what its capacity allows. */
async function checkHeldOnce(fleet: Fleet): Promise<void> {
  const tasks = await test.db.task.findMany({ include: { runs: { where: { outcome: null } } } });
  for (const task of tasks) {
    expect(task.runs.map(({ id }) => id)).toEqual(
      task.status === "in_progress" ? [task.runId] : [],
    );
  }
  const open = tasks.filter(({ status }) => status === "in_progress").length;
  expect(open).toBeLessThanOrEqual(fleet.capacity);
  const agent = await test.db.agent.findFirst();
  expect(agent?.inProgress ?? 0).toBe(open);
}

/** Whatever happened, one process that goes on working finishes every task, each once. */
async function checkNothingLost(fleet: Fleet): Promise<void> {
  fleet.kill(0);
  fleet.kill(1);
  for (let round = 0; round < 3 * TASKS; round++) {
    await fleet.pass(LEASE_MINUTES + 1);
    await requeueStaleTasks(ctx);
    await fleet.poll(0, false);
    await fleet.finish(0);
  }
  const tasks = await test.db.task.findMany();
  // One that five processes died of is given up, and says so.
  const givenUp = tasks.filter((task) => task.status === "failed" && task.staleRequeues === 5);
  const done = tasks.filter(({ status }) => status === "done").map(({ id }) => id);
  expect(done.length + givenUp.length).toBe(TASKS);
  expect([...fleet.finished].sort((a, b) => a - b)).toEqual(done.sort((a, b) => a - b));
}

async function begin(capacity: number, usesClaimIds: boolean): Promise<Fleet> {
  await clear();
  await test.db.agent.create({ data: { name: AGENT, maxCapacity: capacity } });
  for (let i = 0; i < TASKS; i++) {
    await givenTask(ctx, { review_required: false, ...(i === 0 ? { assigned_to: AGENT } : {}) });
  }
  return new Fleet(capacity, usesClaimIds);
}

const capacity = fc.integer({ min: 1, max: 3 });

it("loses no task and holds none twice, whatever two processes of one agent do and lose", async () => {
  await fc.assert(
    fc.asyncProperty(
      capacity,
      fc.boolean(),
      fc.array(command, { minLength: 5, maxLength: 30 }),
      async (places, usesClaimIds, steps) => {
        const fleet = await begin(places, usesClaimIds);
        for (const step of steps) {
          await run(fleet, step);
          await checkHeldOnce(fleet);
        }
        await checkNothingLost(fleet);
      },
    ),
    { numRuns: 12 },
  );
}, 300_000);

it("loses no task when both processes and recovery act at the same time", async () => {
  await fc.assert(
    fc.asyncProperty(
      capacity,
      fc.boolean(),
      fc.array(fc.array(command, { minLength: 2, maxLength: 6 }), { minLength: 2, maxLength: 6 }),
      async (places, usesClaimIds, batches) => {
        const fleet = await begin(places, usesClaimIds);
        for (const batch of batches) {
          const racing = batch.filter(({ verb }) => verb !== "pass" && verb !== "kill");
          for (const step of batch) if (!racing.includes(step)) await run(fleet, step);
          await Promise.all(racing.map((step) => run(fleet, step)));
          await checkHeldOnce(fleet);
        }
        await checkNothingLost(fleet);
      },
    ),
    { numRuns: 12 },
  );
}, 300_000);
