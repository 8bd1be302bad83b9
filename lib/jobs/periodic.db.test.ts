import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import * as route from "@/app/api/scheduler/route";
import { logger } from "@/lib/core/logger";
import { stopEventHub } from "@/lib/events/hub";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type Call, caller } from "@/lib/testing/http";
import { PERIODIC_JOBS } from "./all";
import { nextRun, runPeriodicJobNow } from "./periodic";
import { type JobRunner, startJobRunner } from "./runner";

let test: TestDatabase;
let call: Call;
let runner: JobRunner | undefined;

beforeAll(async () => {
  test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  call = caller(test.db, { "/api/scheduler": route });
});
afterAll(async () => {
  await runner?.stop();
  await stopEventHub();
  vi.unstubAllEnvs();
  await test.drop();
});

const task = async (id: string) =>
  (await call("GET", "/api/scheduler")).body.tasks.find((each: { id: string }) => each.id === id);

it("lists every periodic job before it ever ran", async () => {
  const { tasks } = (await call("GET", "/api/scheduler")).body;
  expect(tasks.map(({ id }: { id: string }) => id)).toEqual(PERIODIC_JOBS.map(({ name }) => name));
  for (const each of tasks) {
    expect(each).toMatchObject({ lastRun: null, lastResult: null, running: false, enabled: true });
    const { periodic } = PERIODIC_JOBS.find(({ name }) => name === each.id) ?? { periodic: "" };
    const [isHourly, isDaily] = [/^\d+ \* /.test(periodic), /^\d+ \d+ /.test(periodic)];
    const minutes = isDaily ? 24 * 60 : isHourly ? 60 : 15;
    expect(each.nextRun - Date.now()).toBeLessThanOrEqual(minutes * 60_000);
  }
});

it("is described job by job in docs/runtimes.md", () => {
  const rows = readFileSync("docs/runtimes.md", "utf8").matchAll(
    /^\| `(\w+)` .*\| (each .*?) +\|$/gm,
  );
  const described = [...rows].map(([, name, words = ""]) => [name, cronOf(words)]);
  const declared = PERIODIC_JOBS.map(({ name, periodic }) => [name, periodic]);
  expect(described.sort()).toEqual(declared.sort());
});

/** `each 10 minutes`, `each minute, and …`, `each hour at :17`, `each day at 03:27` -> cron. */
function cronOf(words: string): string {
  const [, hour, minute] = words.match(/^each day at (\d\d):(\d\d)$/) ?? [];
  if (hour && minute) return `${Number(minute)} ${Number(hour)} * * *`;
  const [, past] = words.match(/^each hour at :(\d\d)$/) ?? [];
  if (past) return `${Number(past)} * * * *`;
  const every = words.match(/^each (?:(\d+) )?minutes?(?:, and .*)?$/);
  if (!every) return words;
  return `${every[1] ? `*/${every[1]}` : "*"} * * * *`;
}

it("says that nobody took it when no process runs jobs", async () => {
  expect(await runPeriodicJobNow(contextOf(test.db), "sweep", 50)).toMatchObject({
    ok: false,
    message: expect.stringContaining("BATON_ROLE"),
  });
});

it("runs one now and tells how it went", async () => {
  runner = await startJobRunner(test.db, test.url);
  // Each job runs once when a process starts; a run requested meanwhile would be added to that.
  await vi.waitFor(
    async () => {
      const due = await test.db
        .$queryRaw`SELECT 1 FROM graphile_worker.jobs WHERE locked_at IS NOT NULL OR run_at <= now()`;
      expect(due).toEqual([]);
    },
    { timeout: 10_000 },
  );
  const began = Date.now();
  expect((await call("POST", "/api/scheduler", { task_id: "requeueStaleTasks" })).body).toEqual({
    ok: true,
    message: expect.any(String),
  });
  const { lastRun, lastResult, running } = await task("requeueStaleTasks");
  expect(running).toBe(false);
  expect(lastRun).toBeGreaterThan(began - 60_000);
  expect(lastResult).toMatchObject({ ok: true, timestamp: expect.any(Number) });
});

it("tells of a job that failed, in its words", async () => {
  const logged = vi.spyOn(logger, "error").mockImplementation(() => undefined);
  await test.db.$executeRawUnsafe("ALTER TABLE sessions RENAME TO elsewhere");
  const { ok, message } = (await call("POST", "/api/scheduler", { task_id: "sweep" })).body;
  await test.db.$executeRawUnsafe("ALTER TABLE elsewhere RENAME TO sessions");
  expect(logged).toHaveBeenCalledOnce();
  logged.mockRestore();
  expect(ok).toBe(false);
  expect(message).toContain("sessions");
  expect((await task("sweep")).lastResult).toMatchObject({ ok: false, message });
});

it("waits for one that is running instead of running it twice", async () => {
  await runner?.stop();
  runner = undefined;
  await emptyTables(test.db, "graphile_worker._private_jobs");
  await test.db.$executeRaw`
    UPDATE job_status SET last_run_at = clock_timestamp(), finished_at = clock_timestamp() - interval '1 minute'
    WHERE name = 'markSilentAgents'`;
  expect((await task("markSilentAgents")).running).toBe(true);
  const ctx = contextOf(test.db);
  const looked = vi.spyOn(test.db, "$queryRaw");
  const asked = runPeriodicJobNow(ctx, "markSilentAgents");
  expect(looked).toHaveBeenCalledOnce();
  await looked.mock.results[0]?.value;
  looked.mockRestore();
  await test.db.$executeRaw`
    UPDATE job_status SET finished_at = clock_timestamp(), ok = true, message = 'the other one'
    WHERE name = 'markSilentAgents'`;
  expect(await asked).toEqual({ ok: true, message: "the other one" });
  const added = await test.db.$queryRaw`SELECT key FROM graphile_worker.jobs`;
  expect(added).toEqual([]);
});

it("refuses a job that there is not, and names those there are", async () => {
  const answer = await call("POST", "/api/scheduler", { task_id: "nothing" });
  expect(answer.status).toBe(400);
  expect(answer.body.problems[0].rule).toContain("requeueStaleTasks");
});

it.each([
  ["* * * * *", "2026-11-20T15:40:10Z", "2026-11-20T15:41:00Z"],
  ["*/15 * * * *", "2026-11-20T15:45:00Z", "2026-11-20T16:00:00Z"],
  ["0 3 1 1 *", "2026-11-20T15:40:10Z", "2027-01-01T03:00:00Z"],
])("runs %s next after %s at %s", (schedule, now, expected) => {
  expect(nextRun(schedule, new Date(now))).toEqual(new Date(expected));
});
