import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { createSchedule } from "./create";
import { startQueuedRunJob } from "./queued";
import { CreateSchedule } from "./schema";
import { armSchedules, fireSchedulesJob, wakeScheduler } from "./timer";

let test: TestDatabase;
let runner: JobRunner | undefined;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
  await test.db.schedule.deleteMany();
  await emptyTables(test.db, "graphile_worker._private_jobs");
});
afterAll(() => test.drop());

async function dueIn(name: string, ms: number): Promise<number> {
  const ctx = contextOf(test.db);
  const { schedule } = await createSchedule(
    ctx,
    CreateSchedule.parse({ name, schedule: "daily", task_template: { title: name } }),
  );
  await test.db.schedule.update({
    where: { id: schedule.id },
    data: { nextAt: new Date(Date.now() + ms) },
  });
  return schedule.id;
}

const waiting = () =>
  test.db.$queryRaw<{ inMs: number }[]>`
    SELECT extract(epoch FROM run_at - now())::float8 * 1000 AS "inMs" FROM graphile_worker.jobs WHERE key = 'schedules'`;

it("creates the task of a due time to come, and of one that was brought forward", async () => {
  runner = await startJobRunner(test.db, test.url, [fireSchedulesJob, startQueuedRunJob]);
  const ids = [await dueIn("soon", 400), await dueIn("sooner", 100)];
  await wakeScheduler(contextOf(test.db));
  await vi.waitFor(
    async () => {
      const runs = await test.db.scheduleRun.findMany({ where: { scheduleId: { in: ids } } });
      expect(runs.map(({ outcome }) => outcome)).toEqual(["created", "created"]);
    },
    { timeout: 30_000, interval: 20 },
  );
});

it("queues one job for all schedules, for shortly before the nearest due time", async () => {
  for (const n of [3, 1, 2]) await dueIn(`in ${n} hours`, n * 3_600_000);
  expect(await armSchedules(contextOf(test.db))).toBeLessThanOrEqual(3_600_000);
  const jobs = await waiting();
  expect(jobs).toHaveLength(1);
  expect(jobs[0]?.inMs).toBeLessThan(3_600_000 - 3_000);
});

it("queues the job for just after a due time that a timer waits for, in case its process dies", async () => {
  await dueIn("soon", 3_000);
  const inMs = (await armSchedules(contextOf(test.db))) as number;
  const [job] = await waiting();
  expect(job?.inMs).toBeGreaterThan(inMs);
});

it("queues nothing when there is nothing to come", async () => {
  expect(await armSchedules(contextOf(test.db))).toBeNull();
  expect(await waiting()).toEqual([]);
});
