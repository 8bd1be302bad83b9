import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  type MockInstance,
  vi,
} from "vitest";
import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { addJob, defineJob, type Job, type JobPool } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { wakeScheduledTaskJob } from "@/lib/tasks/queue/scheduled";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { tidyJobQueue } from "./alive";
import { thisProcess } from "./machine";
import { type JobRunner, startJobRunner } from "./runner";

let test: TestDatabase;
let ctx: Context;
let runner: JobRunner | undefined;
let logged: MockInstance<typeof logger.error>;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());
beforeEach(async () => {
  logged = vi.spyOn(logger, "error").mockImplementation(() => undefined);
  await emptyTables(test.db, "graphile_worker._private_jobs", "job_runners");
});
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
  vi.restoreAllMocks();
});

const NOTHING = z.strictObject({});
const here = thisProcess();

/** A job that counts its runs and each time waits for `until`. */
function countingJob(name: string, pool: JobPool, until?: Promise<void>) {
  let runs = 0;
  const job = defineJob({
    name,
    payload: NOTHING,
    description: "Counts.",
    pool,
    run: async () => {
      runs++;
      await until;
    },
  });
  return { job, runs: () => runs };
}

const start = async (...jobs: Job[]): Promise<JobRunner> => {
  runner = await startJobRunner(test.db, test.url, jobs);
  return runner;
};
const ofJob = (name: string) =>
  test.db.$queryRaw<{ attempts: number; last_error: string | null; locked_by: string | null }[]>`
    SELECT attempts, last_error, locked_by FROM graphile_worker.jobs WHERE task_identifier = ${name}`;

describe("a job of another version", () => {
  it("fails with a line that says so, and does not reach the command", async () => {
    await test.db.$queryRaw`
      SELECT 1 AS added FROM graphile_worker.add_job('wakeScheduledTask', '{"task_id": 1}'::json)`;
    await start(wakeScheduledTaskJob);
    await vi.waitFor(async () => {
      const [job] = await ofJob("wakeScheduledTask");
      expect(job).toMatchObject({ attempts: 1, locked_by: null });
      expect(job?.last_error).toMatch(/^the payload of wakeScheduledTask is not one that this/);
    });
    expect(logged).toHaveBeenCalledWith(
      { job: "wakeScheduledTask", err: expect.stringContaining("taskId") },
      "job refused: its payload does not fit",
    );
  });
});

describe("workers of one kind", () => {
  it.each(["outbound", "upkeep"] as const)(
    "serve the quick jobs while all %s workers are busy",
    async (pool) => {
      let release = (): void => undefined;
      const until = new Promise<void>((resolve) => (release = resolve));
      const slow = countingJob("slow", pool, until);
      const quick = countingJob("quick", "quick");
      await start(slow.job, quick.job);
      for (let i = 0; i < 10; i++) await addJob(test.db, slow.job, {}, { key: `slow:${i}` });
      await vi.waitFor(() => expect(slow.runs()).toBeGreaterThan(0));
      for (let i = 0; i < 10; i++) await addJob(test.db, quick.job, {}, { key: `quick:${i}` });
      await vi.waitFor(() => expect(quick.runs()).toBe(10));
      expect(slow.runs()).toBeLessThan(10);
      release();
      await vi.waitFor(() => expect(slow.runs()).toBe(10));
    },
  );

  it("start again when they ended by themselves, and say so meanwhile", async () => {
    const { job, runs } = countingJob("quick", "quick");
    const { states } = await start(job);
    expect(states()).toEqual({ quick: "running" });
    // The notification of a newer server that migrated the queue in a way older workers cannot follow.
    await vi.waitFor(
      async () => {
        await test.db.$executeRawUnsafe(
          `NOTIFY "worker:migrate", '{"breaking": true, "migrationNumber": 999}'`,
        );
        expect(Object.values(states())).toContain("restarting");
      },
      { timeout: 10_000, interval: 50 },
    );
    await vi.waitFor(
      () => expect(Object.values(states()).every((state) => state === "running")).toBe(true),
      { timeout: 20_000, interval: 50 },
    );
    await addJob(test.db, job, {});
    await vi.waitFor(() => expect(runs()).toBe(1));
    expect(logged).toHaveBeenCalledWith(
      expect.objectContaining({ pool: "quick", retry_ms: expect.any(Number) }),
      "job workers ended, restarting",
    );
  });

  it("do a job again whose end could not be written down", async () => {
    const { job, runs } = countingJob("quick", "quick");
    const { states } = await start(job);
    await test.db.$executeRawUnsafe(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$`);
    await test.db.$executeRawUnsafe(
      "CREATE TRIGGER refuse BEFORE DELETE ON graphile_worker._private_jobs FOR EACH ROW EXECUTE FUNCTION refuse()",
    );
    const printed = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await addJob(test.db, job, {});
    await vi.waitFor(() => expect(states().quick).toBe("restarting"), {
      timeout: 10_000,
      interval: 20,
    });
    await test.db.$executeRawUnsafe("DROP FUNCTION refuse CASCADE");
    await vi.waitFor(() => expect(states().quick).toBe("running"), {
      timeout: 10_000,
      interval: 20,
    });
    expect(runs()).toBe(1);
    const [locked] = await ofJob("quick");
    expect(locked?.locked_by).not.toBeNull();
    expect(await tidyJobQueue(ctx)).toEqual({ freed: 0, removed: 0 });
    await test.db.$executeRaw`
      UPDATE job_runners SET seen_at = seen_at - interval '2 minutes' WHERE id = ${locked?.locked_by}`;
    expect(await tidyJobQueue(ctx)).toEqual({ freed: 1, removed: 0 });
    await addJob(test.db, job, {}, { key: "nudge" });
    await vi.waitFor(() => expect(runs()).toBe(3));
    await vi.waitFor(async () => expect(await ofJob("quick")).toEqual([]));
    printed.mockRestore();
  });
});

describe("the job queue", () => {
  const lock = (key: string, worker: string, minutes: number) =>
    test.db.$executeRaw`
      UPDATE graphile_worker._private_jobs SET locked_by = ${worker}, attempts = 1,
             locked_at = now() - ${minutes}::int * interval '1 minute' WHERE key = ${key}`;

  it("gets back what dead workers have locked, and nothing that a living one works on", async () => {
    const { job } = countingJob("idle", "quick");
    const workers = {
      ...{ dead: 5, alive: 5, unknownLong: 11, unknownShort: 9 },
      ...{ endedHere: 0, aliveHere: 5, elsewhere: 0 },
    };
    for (const [worker, minutes] of Object.entries(workers)) {
      await addJob(test.db, job, {}, { key: worker });
      await lock(worker, worker, minutes);
    }
    await test.db.jobRunner.createMany({
      data: [
        { id: "dead", kind: "quick", seenAt: new Date(Date.now() - 90_000) },
        { id: "alive", kind: "quick", seenAt: new Date(Date.now() - 20_000) },
        // Known where processes can be told apart: elsewhere both are as any other that was seen just now.
        { id: "endedHere", kind: "quick", ...here, began: "0" },
        { id: "aliveHere", kind: "quick", ...here },
        { id: "elsewhere", kind: "quick", ...here, began: "0", machine: "another" },
      ],
    });
    vi.spyOn(logger, "warn").mockImplementation(() => undefined);
    const freed = here === null ? 2 : 3;
    expect(await tidyJobQueue(ctx)).toEqual({ freed, removed: 0 });
    const still = (await ofJob("idle")).flatMap(({ locked_by }) => locked_by ?? []);
    const kept = ["alive", "aliveHere", "elsewhere", "unknownShort"];
    expect(still.sort()).toEqual(here === null ? [...kept, "endedHere"].sort() : kept);
  });

  it("forgets jobs that failed for good a week ago, and keeps younger ones for a look", async () => {
    const { job } = countingJob("idle", "quick");
    for (const [key, days, attempts] of [
      ["old", 8, 10],
      ["young", 6, 10],
      ["retried", 8, 9],
    ] as const) {
      await addJob(test.db, job, {}, { key });
      await test.db.$executeRaw`
        UPDATE graphile_worker._private_jobs SET attempts = ${attempts}::int::smallint,
               updated_at = now() - ${days}::int * interval '1 day' WHERE key = ${key}`;
    }
    expect(await tidyJobQueue(ctx)).toEqual({ freed: 0, removed: 1 });
    expect(await ofJob("idle")).toHaveLength(2);
  });
});
