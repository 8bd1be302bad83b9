import { afterAll, beforeAll, expect, it } from "vitest";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import type { Call } from "@/lib/testing/http";

let test: TestDatabase;
let call: Call;
beforeAll(async () => {
  test = await createTestDatabase();
  call = wholeApi(test.db);
});
afterAll(() => test.drop());

const post = (body: unknown, key?: string) => call("POST", "/api/cron", body, key);
const jobs = async () => (await call("GET", "/api/cron?action=list")).body.jobs;

const SCAN = {
  name: "weekly-security-scan",
  schedule: "0 2 * * 0",
  task_template: { title: "Weekly security audit", priority: "high", assigned_to: "aegis" },
};

it("creates what the guide says, and changes it under the same name", async () => {
  const { status, body } = await post(SCAN);
  expect(status).toBe(201);
  expect(body).toMatchObject({
    success: true,
    job: {
      name: SCAN.name,
      schedule: "0 2 * * 0",
      enabled: true,
      agentId: "aegis",
      timezone: "UTC",
    },
    schedule: { words: "At 02:00, only on Sunday", overlap: "skip" },
  });
  await post({ ...SCAN, schedule: "sundays at 3" });
  expect(await jobs()).toMatchObject([{ name: SCAN.name, schedule: "0 3 * * 0" }]);
  const one = await call("GET", "/api/cron/weekly-security-scan");
  expect(one.body.job).toEqual((await jobs())[0]);
});

it("knows the actions of existing clients", async () => {
  const added = await post({
    action: "add",
    jobName: "scan",
    schedule: "0 2 * * 0",
    command: "Run the weekly scan",
    model: "sonnet",
    staggerSeconds: 5,
  });
  expect(added.body).toEqual({ success: true });
  const [, job] = await jobs();
  expect(job).toMatchObject({ name: "scan", command: "Run the weekly scan", model: "sonnet" });
  expect((await post({ action: "toggle", jobId: job.id })).body).toEqual({
    success: true,
    enabled: false,
  });
  expect((await post({ action: "toggle", jobName: "scan" })).body).toEqual({
    success: true,
    enabled: true,
  });
  const { body: triggered } = await post({ action: "trigger", jobId: job.id, mode: "force" });
  expect(triggered).toMatchObject({ success: true, stdout: `Created ${triggered.ticket_ref}` });
  const history = await call("GET", `/api/cron?action=history&jobId=${job.id}`);
  expect(history.body).toMatchObject({ total: 1, hasMore: false, page: 1 });
  expect(history.body.entries[0]).toMatchObject({ jobName: "scan", status: "running" });
  expect((await call("GET", `/api/cron?action=logs&job=${job.id}`)).body.logs).toHaveLength(1);
  expect((await post({ action: "clone", jobId: job.id })).body).toEqual({
    success: true,
    clonedName: "scan (copy)",
  });
  expect((await post({ action: "remove", jobId: job.id })).body).toEqual({ success: true });
  expect((await jobs()).map(({ name }: { name: string }) => name)).toEqual([
    SCAN.name,
    "scan (copy)",
  ]);
});

it("pauses with a note, resumes and updates by name", async () => {
  const { body } = await post({ action: "pause", name: SCAN.name, note: "replaced" });
  expect(body).toMatchObject({ enabled: false, schedule: { pause_note: "replaced" } });
  expect((await post({ action: "resume", name: SCAN.name })).body.enabled).toBe(true);
  const updated = await post({
    action: "update",
    name: SCAN.name,
    schedule: "daily",
    overlap: "allow",
  });
  expect(updated.body.schedule).toMatchObject({
    name: SCAN.name,
    cron: "0 9 * * *",
    overlap: "allow",
  });
});

it("refuses what it cannot do, in the words clients look for", async () => {
  const unknown = await post({ action: "toggle", jobId: "nope" });
  expect([unknown.status, unknown.body.error]).toEqual([404, "Job not found"]);
  const action = await post({ action: "nonexistent" });
  expect([action.status, action.body.error]).toEqual([400, "Invalid action"]);
  const history = await call("GET", "/api/cron?action=history");
  expect([history.status, history.body.error]).toEqual([
    400,
    expect.stringContaining("Job ID required"),
  ]);
  expect((await call("GET", "/api/cron?action=history&jobId=nope")).body.entries).toEqual([]);
  const schedule = await post({ ...SCAN, schedule: "every fortnight" });
  expect(schedule.status).toBe(400);
  expect(schedule.body).toMatchObject({
    part: "fortnight",
    examples: [expect.any(String), expect.any(String), expect.any(String)],
  });
});

it("lets agents read and not write", async () => {
  const { id: agentId } = await test.db.agent.create({ data: { name: "scout" } });
  const key = await givenKey(test.db, { agentId });
  expect((await call("GET", "/api/schedules", undefined, key)).status).toBe(200);
  expect((await post({ ...SCAN, name: "mine" }, key)).status).toBe(403);
  expect((await post({ action: "trigger", name: SCAN.name }, key)).status).toBe(403);
});

it("says what words mean", async () => {
  const asked = "/api/schedule-parse?input=every%20morning%20at%209am&timezone=Europe/Berlin";
  const { body } = await call("GET", asked);
  expect(body).toMatchObject({
    cronExpr: "0 9 * * *",
    humanReadable: "At 09:00",
    timezone: "Europe/Berlin",
  });
  expect(body.next).toHaveLength(5);
  const refused = await call("GET", "/api/schedule-parse?input=every%20blue%20moon");
  expect(refused.status).toBe(400);
  expect(refused.body.part).toBe("blue moon");
});
