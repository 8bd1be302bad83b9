import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { updateTask } from "@/lib/tasks/change/update";
import { UpdateTask } from "@/lib/tasks/schema";
import { contextOf, givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import type { ScheduleModel } from "@/prisma/generated/models";
import { changeSchedules } from "./bulk";
import { createSchedule } from "./create";
import { fireDueSchedules } from "./fire";
import { pauseSchedule, removeSchedule, resumeSchedule } from "./pause";
import { listRunsOf, readSchedule } from "./queries";
import { startQueuedRuns } from "./queued";
import { removeOldRuns } from "./retention";
import { BulkSchedules, CreateSchedule, UpdateSchedule } from "./schema";
import { backfillSchedule, triggerSchedule } from "./trigger";
import { updateSchedule } from "./update";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.db.schedule.deleteMany();
  await test.db.task.deleteMany();
});

const DAY = "2030-03-05";
const at = (clock: string, day = DAY) => new Date(`${day}T${clock}:00Z`);

/** A schedule that is next due at 09:00 on 5 March 2030 unless its pattern says otherwise. */
async function given(
  fields: Partial<z.input<typeof CreateSchedule>> = {},
  nextAt = at("09:00"),
): Promise<ScheduleModel> {
  const { schedule } = await createSchedule(
    ctx,
    CreateSchedule.parse({
      name: "report",
      schedule: "0 9 * * *",
      task_template: { title: "Report" },
      overlap: "allow",
      ...fields,
    }),
  );
  return test.db.schedule.update({ where: { id: schedule.id }, data: { nextAt } });
}

const fire = (time: Date) => fireDueSchedules(ctx, time);
const tasks = () => test.db.task.findMany({ orderBy: { id: "asc" } });
const titles = async () => (await tasks()).map(({ title }) => title);
const runs = async (ref = "report") => {
  const page = await listRunsOf(ctx, ref, { limit: 50, cursor: undefined });
  return page.runs.map(({ outcome, reason, count }) => ({ outcome, reason, count })).reverse();
};
const outcomes = async () => (await runs()).map(({ outcome }) => outcome);
const end = (id: number, status: "done" | "failed" | "review" | "blocked") =>
  updateTask(
    ctx,
    id,
    UpdateTask.parse({ status, ...(status === "done" ? { resolution: "Done" } : {}) }),
  );

describe("a due schedule", () => {
  it("creates a dated task with everything its template says", async () => {
    const epic = await givenTask(ctx, { title: "Reports", type: "epic" });
    await given({
      timezone: "Europe/Berlin",
      schedule: "0 10 * * *",
      task_template: {
        title: "Generate daily standup report",
        description: "Summarise the day.",
        acceptance_criteria: "It is short.",
        checks: [{ name: "words", command: "./count-words report.md", paths: ["report.md"] }],
        priority: "high",
        type: "chore",
        work_type: "docs",
        labels: ["daily"],
        metadata: { repo: "app" },
        assigned_to: "iris",
        review_required: false,
        parent_id: epic.id,
        due_in_days: 2,
      },
    });
    expect(await fire(at("09:00"))).toBe(1);
    const [, task] = await tasks();
    expect(task).toMatchObject({
      title: "Generate daily standup report - 2030-03-05",
      description: "Summarise the day.",
      acceptanceCriteria: "It is short.",
      checks: [{ name: "words", command: "./count-words report.md", paths: ["report.md"] }],
      status: "assigned",
      priority: "high",
      type: "chore",
      workType: "docs",
      labels: ["daily"],
      metadata: { repo: "app", schedule: { name: "report", due_at: at("09:00").getTime() / 1000 } },
      assignedTo: "iris",
      reviewRequired: false,
      parentId: epic.id,
      origin: "schedule",
      createdBy: "scheduler",
      dueAt: new Date("2030-03-07T23:59:59Z"),
    });
    const schedule = await readSchedule(ctx, "report");
    expect(schedule.next_at).toBe(at("09:00", "2030-03-06").getTime() / 1000);
    expect(schedule.last_run).toMatchObject({ outcome: "created", ticket_ref: task?.ticketRef });
    expect(schedule.counts).toEqual({ created: 1, skipped: 0, missed: 0, failed: 0 });
  });

  it("has the time of day in the title if it fires more than once a day", async () => {
    await given({ schedule: "30 9,14 * * *", timezone: "Asia/Tokyo" }, at("00:30"));
    await fire(at("05:30"));
    expect(await titles()).toEqual(["Report - 2030-03-05 09:30", "Report - 2030-03-05 14:30"]);
  });

  it("creates one task however many servers see it", async () => {
    await given();
    const counts = await Promise.all(Array.from({ length: 8 }, () => fire(at("09:00"))));
    expect(counts.toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    expect(await titles()).toEqual(["Report - 2030-03-05"]);
  });

  it("is not due again because its next time was set back", async () => {
    const { id } = await given();
    await fire(at("09:00"));
    await test.db.schedule.update({ where: { id }, data: { nextAt: at("09:00") } });
    expect(await fire(at("09:00"))).toBe(0);
    expect(await titles()).toHaveLength(1);
  });

  it("does not stop the others when its template is refused, and says why", async () => {
    const epic = await givenTask(ctx, { title: "Reports", type: "epic" });
    await given({ task_template: { title: "Report", parent_id: epic.id } });
    await given({ name: "other", task_template: { title: "Other" } });
    await updateTask(ctx, epic.id, UpdateTask.parse({ archived: true }));
    expect(await fire(at("09:00"))).toBe(1);
    expect(await runs()).toEqual([
      { outcome: "failed", reason: expect.stringMatching(/is archived/), count: 1 },
    ]);
    const { health, next_at } = await readSchedule(ctx, "report");
    expect(health).toEqual({ state: "failing", message: expect.stringMatching(/is archived/) });
    expect(next_at).toBe(at("09:00", "2030-03-06").getTime() / 1000);
  });

  it("is served with others in one transaction, and what one of them asks for stays its own", async () => {
    const epic = await givenTask(ctx, { title: "Reports", type: "epic" });
    const hourly = { schedule: "0 * * * *", task_template: { title: "Work" } };
    for (let n = 0; n < 30; n++) await given({ ...hourly, name: `allow ${n}` });
    await given({ ...hourly, name: "skip", overlap: "skip" });
    await given({ ...hourly, name: "queue", overlap: "queue_one" });
    await given({ ...hourly, name: "cancel", overlap: "cancel_running" });
    await given({ ...hourly, name: "child", task_template: { title: "C", parent_id: epic.id } });
    await given({ ...hourly, name: "unknown", task_template: { title: "U", description: "x" } });
    // Nobody is called nobody: its tasks are refused.
    await test.db.$executeRaw`
      UPDATE schedules SET template = jsonb_set(template, '{description}', '"@nobody please"') WHERE name = 'unknown'`;
    expect(await fire(at("10:00"))).toBe(2 * 30 + 1 + 1 + 2 + 2);
    expect((await runs("skip")).map(({ outcome }) => outcome)).toEqual(["created", "skipped"]);
    expect((await runs("queue")).map(({ outcome }) => outcome)).toEqual(["created", "queued"]);
    expect((await runs("cancel")).map(({ outcome }) => outcome)).toEqual(["created", "created"]);
    expect((await runs("unknown")).map(({ outcome }) => outcome)).toEqual(["failed", "failed"]);
    const cancelled = await test.db.task.findMany({ where: { status: "cancelled" } });
    expect(cancelled.map(({ metadata }) => (metadata as { schedule: object }).schedule)).toEqual([
      expect.objectContaining({ name: "cancel" }),
    ]);
    const events = await test.db.$queryRaw<{ id: bigint; type: string }[]>`
      SELECT id, type FROM events WHERE type IN ('schedule.fired', 'task.created') AND data::text LIKE '%allow 7%'`;
    expect(events.map(({ type }) => type)).toContain("schedule.fired");
    const { counts, next_at } = await readSchedule(ctx, "allow 29");
    expect({ created: counts.created, next_at }).toEqual({
      created: 2,
      next_at: at("11:00").getTime() / 1000,
    });
  });

  it("that was missed with skip fires nothing, and shows it", async () => {
    await given({ schedule: "0 * * * *", missed: "skip" });
    expect(await fire(at("14:30"))).toBe(0);
    expect(await runs()).toEqual([
      { outcome: "missed", reason: expect.stringMatching(/skipped/), count: 6 },
    ]);
    expect((await readSchedule(ctx, "report")).counts.missed).toBe(6);
  });

  it("happens once if it is for one moment", async () => {
    await given({ schedule: "in 2 hours" });
    await fire(at("09:00"));
    await fire(at("10:00"));
    expect(await titles()).toHaveLength(1);
    expect((await readSchedule(ctx, "report")).health.state).toBe("finished");
  });
});

describe("while a task of the schedule is open", () => {
  const hourly = (overlap: CreateSchedule["overlap"], fields = {}) =>
    given({ schedule: "0 * * * *", overlap, ...fields });

  it.each(["assigned", "review", "blocked"] as const)(
    "in %s, skip creates none",
    async (status) => {
      await hourly("skip");
      await fire(at("09:00"));
      const [task] = await tasks();
      await updateTask(
        ctx,
        task?.id as number,
        UpdateTask.parse({ status, assigned_to: "iris", resolution: "In" }),
      );
      await fire(at("10:00"));
      expect(await outcomes()).toEqual(["created", "skipped"]);
      expect((await runs())[1]?.reason).toMatch(new RegExp(`${task?.ticketRef} is still`));
    },
  );

  it("skip creates the next one once it has ended", async () => {
    await hourly("skip");
    await fire(at("09:00"));
    await end((await tasks())[0]?.id as number, "failed");
    await fire(at("10:00"));
    expect(await outcomes()).toEqual(["created", "created"]);
  });

  it("an old one no longer holds the schedule back", async () => {
    await hourly("skip", { overlap_max_age_hours: 2 });
    await fire(at("09:00"));
    await fire(at("10:00"));
    await fire(at("11:30"));
    expect(await outcomes()).toEqual(["created", "skipped", "created"]);
    const outlived = await test.db.scheduleRun.count({ where: { outlivedAt: { not: null } } });
    expect(outlived).toBe(1);
  });

  it("queue one lets one time wait, and creates its task when the open one ends", async () => {
    await hourly("queue_one");
    for (const clock of ["09:00", "10:00", "11:00"]) await fire(at(clock));
    expect(await outcomes()).toEqual(["created", "queued", "skipped"]);
    await test.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await end((await tasks())[0]?.id as number, "failed");
    const jobs = await test.db
      .$queryRaw`SELECT task_identifier FROM graphile_worker.jobs WHERE task_identifier = 'startQueuedRun'`;
    expect(jobs).toHaveLength(1);
    expect(await startQueuedRuns(ctx, at("11:10"))).toBe(1);
    expect(await titles()).toEqual(["Report - 2030-03-05 09:00", "Report - 2030-03-05 10:00"]);
    expect(await outcomes()).toEqual(["created", "created", "skipped"]);
  });

  it("queue all lets them wait for each other in order", async () => {
    await hourly("queue_all");
    for (const clock of ["09:00", "10:00", "11:00"]) await fire(at(clock));
    expect(await startQueuedRuns(ctx, at("11:05"))).toBe(0);
    for (const n of [0, 1]) {
      await end((await tasks())[n]?.id as number, "failed");
      expect(await startQueuedRuns(ctx, at("11:10"))).toBe(1);
    }
    expect((await titles()).map((title) => title.slice(-5))).toEqual(["09:00", "10:00", "11:00"]);
  });

  it("the failure of a waiting time is not recorded on one that got its task meanwhile", async () => {
    await hourly("queue_all");
    for (const clock of ["09:00", "10:00", "11:00"]) await fire(at(clock));
    await end((await tasks())[0]?.id as number, "failed");
    // Another server creates the task between the refusal that this one met and its record.
    const { template } = await test.db.schedule.findFirstOrThrow();
    await test.db.schedule.updateMany({
      data: { template: { ...(template as object), parent_id: 2_000_000_000 } },
    });
    let once = true;
    const slow: Context = {
      ...ctx,
      transaction: async (work) => {
        try {
          return await ctx.transaction(work);
        } catch (error) {
          if (once) {
            once = false;
            await test.db.schedule.updateMany({ data: { template: template as object } });
            expect(await startQueuedRuns(ctx, at("11:10"))).toBe(1);
          }
          throw error;
        }
      },
    };
    expect(await startQueuedRuns(slow, at("11:10"))).toBe(0);
    expect(await outcomes()).toEqual(["created", "created", "queued"]);
    expect((await readSchedule(ctx, "report")).counts).toMatchObject({ created: 2, failed: 0 });
  });

  it("cancel running cancels it for the next one", async () => {
    await hourly("cancel_running");
    await fire(at("09:00"));
    await fire(at("10:00"));
    expect((await tasks()).map(({ status }) => status)).toEqual(["cancelled", "inbox"]);
  });

  it("allow creates them side by side", async () => {
    await hourly("allow");
    await fire(at("09:00"));
    await fire(at("10:00"));
    expect(await titles()).toHaveLength(2);
  });
});

describe("a schedule whose tasks fail", () => {
  it("pauses itself with a notice, and starts counting anew when it is resumed", async () => {
    await given({ schedule: "0 * * * *", pause_after_failures: 2 });
    for (const clock of ["09:00", "10:00"]) {
      await fire(at(clock));
      await end((await tasks()).at(-1)?.id as number, "failed");
    }
    expect((await readSchedule(ctx, "report")).health.state).toBe("failing");
    await fire(at("11:00"));
    const paused = await readSchedule(ctx, "report");
    expect(paused).toMatchObject({ paused: true, pause_reason: "failures", next_at: null });
    expect(paused.pause_note).toMatch(/the last 2 runs failed, the latest is TASK-/);
    expect(await outcomes()).toEqual(["created", "created", "skipped"]);
    const resumed = await resumeSchedule(ctx, "report");
    await test.db.schedule.update({ where: { id: resumed.id }, data: { nextAt: at("12:00") } });
    await fire(at("12:00"));
    expect(await outcomes()).toEqual(["created", "created", "skipped", "created"]);
  });
});

describe("people", () => {
  it("pause with a note and resume with the next time from then", async () => {
    await given();
    const paused = await pauseSchedule(ctx, "REPORT", "holidays");
    expect(paused).toMatchObject({ pauseNote: "holidays", nextAt: null, pausedBy: "API Access" });
    expect(await fire(at("09:00"))).toBe(0);
    const resumed = await resumeSchedule(ctx, "report");
    expect(resumed.pausedAt).toBeNull();
    expect(resumed.nextAt?.getTime()).toBeGreaterThan(Date.now());
  });

  it("trigger a task now, also of a paused schedule", async () => {
    await given({ overlap: "skip" });
    await pauseSchedule(ctx, "report");
    await triggerSchedule(ctx, "report");
    const run = await triggerSchedule(ctx, "report");
    expect(run).toMatchObject({ trigger: "manual", outcome: "created" });
    expect(await titles()).toHaveLength(2);
    expect((await titles())[0]).toMatch(/^Report - \d{4}-\d\d-\d\d \d\d:\d\d$/);
  });

  it("backfill a range, once", async () => {
    await given({ schedule: "0 * * * *" });
    const range = { from: Date.UTC(2026, 0, 5, 9) / 1000, to: Date.UTC(2026, 0, 5, 12) / 1000 };
    const listed = await backfillSchedule(ctx, "report", { ...range, dry_run: true });
    expect(listed).toMatchObject({ runs: [], existing: 0 });
    expect(listed.due).toHaveLength(4);
    const { runs } = await backfillSchedule(ctx, "report", { ...range, dry_run: false });
    expect(runs).toHaveLength(4);
    const again = await backfillSchedule(ctx, "report", { ...range, dry_run: false });
    expect(again).toMatchObject({ runs: [], existing: 4 });
    expect((await titles())[0]).toBe("Report - 2026-01-05 09:00");
  });

  it("backfill what was skipped", async () => {
    const { id } = await given();
    await test.db.scheduleRun.create({
      data: {
        scheduleId: id,
        dueAt: new Date("2026-01-05T09:00:00Z"),
        firstDueAt: new Date("2026-01-04T09:00:00Z"),
        count: 2,
        outcome: "missed",
      },
    });
    const range = { from: Date.UTC(2026, 0, 4, 8) / 1000, to: Date.UTC(2026, 0, 5, 12) / 1000 };
    const { runs } = await backfillSchedule(ctx, "report", { ...range, dry_run: false });
    expect(runs.map(({ count, outcome }) => ({ count, outcome }))).toEqual([
      { count: 1, outcome: "created" },
      { count: 1, outcome: "created" },
    ]);
  });

  it("are refused a range that is too long or not past", async () => {
    await given({ schedule: "0 * * * *" });
    const from = Date.UTC(2026, 0, 5) / 1000;
    await expect(
      backfillSchedule(ctx, "report", { from, to: from + 30 * 86_400, dry_run: true }),
    ).rejects.toThrow(/more than 100/);
    const soon = Math.floor(Date.now() / 1000) + 3_600;
    await expect(
      backfillSchedule(ctx, "report", { from: soon - 7_200, to: soon, dry_run: true }),
    ).rejects.toThrow(/future/);
  });

  it("create again under the same key to change", async () => {
    const first = await given({ key: "daily-report" });
    const input = CreateSchedule.parse({
      name: "renamed",
      key: "daily-report",
      schedule: "every weekday at 10",
      task_template: { title: "Report" },
    });
    const { schedule, created } = await createSchedule(ctx, input);
    expect(created).toBe(false);
    expect(schedule).toMatchObject({
      id: first.id,
      name: "renamed",
      cron: "0 10 * * 1-5",
      overlap: "allow",
    });
    await createSchedule(ctx, input);
    expect(await test.db.schedule.count()).toBe(1);
  });

  it("are one when several create them under one key at the same time", async () => {
    const input = CreateSchedule.parse({
      name: "report",
      key: "report",
      schedule: "0 9 * * *",
      task_template: { title: "Report" },
    });
    const made = await Promise.all([1, 2, 3, 4].map(() => createSchedule(ctx, input)));
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(made.map(({ schedule }) => schedule.id)).size).toBe(1);
  });

  it("are refused a name that is in use, and a stale etag", async () => {
    const { updatedAt } = await given();
    await expect(given({ name: "Report" })).rejects.toMatchObject({ code: "conflict" });
    const etag = updatedAt.toISOString();
    const after = await updateSchedule(
      ctx,
      "report",
      UpdateSchedule.parse({ overlap: "skip", etag }),
    );
    await expect(
      updateSchedule(ctx, "report", UpdateSchedule.parse({ overlap: "allow", etag })),
    ).rejects.toMatchObject({ code: "stale_etag" });
    expect(after.nextAt).toEqual(at("09:00"));
  });

  it("change when it fires, counted from now", async () => {
    await given();
    const changed = await updateSchedule(
      ctx,
      "report",
      UpdateSchedule.parse({ schedule: "every 15 minutes" }),
    );
    expect(changed.cron).toBe("*/15 * * * *");
    expect(changed.nextAt?.getTime()).toBeLessThan(Date.now() + 16 * 60_000);
    expect(changed.timezone).toBe("UTC");
  });

  it("pause, resume and remove several, all or none", async () => {
    for (const name of ["one", "two", "three"]) await given({ name });
    const bulk = (input: z.input<typeof BulkSchedules>) =>
      changeSchedules(ctx, BulkSchedules.parse(input));
    const paused = await bulk({ action: "pause", schedules: ["two", "One"], note: "holidays" });
    expect(paused.map(({ name, pauseNote }) => [name, pauseNote])).toEqual([
      ["two", "holidays"],
      ["one", "holidays"],
    ]);
    const refused = bulk({ action: "remove", schedules: ["one", "four"] });
    await expect(refused).rejects.toMatchObject({ code: "not_found" });
    expect(await test.db.schedule.count()).toBe(3);
    const ids = paused.map(({ id }) => id);
    expect((await bulk({ action: "resume", schedules: ids }))[0]?.pausedAt).toBeNull();
    expect(await bulk({ action: "remove", schedules: ids })).toHaveLength(2);
    expect((await test.db.schedule.findMany()).map(({ name }) => name)).toEqual(["three"]);
    expect(BulkSchedules.safeParse({ action: "resume", schedules: ids, note: "x" }).success).toBe(
      false,
    );
  });

  it("remove it, and the tasks stay", async () => {
    await given();
    await fire(at("09:00"));
    await removeSchedule(ctx, "report");
    expect(await titles()).toHaveLength(1);
    await expect(readSchedule(ctx, "report")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the history", () => {
  it("loses what is old, unless its task is open", async () => {
    await given({ schedule: "0 * * * *" });
    for (const clock of ["09:00", "10:00"]) await fire(at(clock));
    await end((await tasks())[0]?.id as number, "failed");
    expect(await removeOldRuns(ctx)).toEqual({ removed: 0 });
    await test.db.$executeRaw`UPDATE schedule_runs SET created_at = now() - interval '91 days'`;
    expect(await removeOldRuns(ctx)).toEqual({ removed: 1 });
  });

  it("of a schedule of another project is not found by a project's key", async () => {
    await given();
    const other = await test.db.project.create({
      data: { name: "Other", slug: "other", prefix: "OTHER" },
    });
    const actor = { ...keyActor("viewer"), projectId: other.id } as Context["actor"];
    await expect(readSchedule(contextOf(test.db, actor), "report")).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
