import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { wholeApi } from "@/lib/testing/actors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import type { Call } from "@/lib/testing/http";

let test: TestDatabase;
let call: Call;
beforeAll(async () => {
  vi.stubEnv("BATON_SECRET", "a secret of this test, long enough");
  test = await createTestDatabase();
  call = wholeApi(test.db);
});
afterAll(async () => {
  await test?.drop();
  vi.unstubAllEnvs();
});

const create = async (fields: object) =>
  (await call("POST", "/api/tasks", { title: "A task", ...fields })).body.task;

it("makes a workflow of a task that was broken down, which runs as steps again", async () => {
  const root = await create({ title: "Count the herons" });
  const step = (title: string, fields = {}) => create({ title, parent_id: root.id, ...fields });
  const look = await step("Look", { description: "Look at {{ noon }}" });
  const write = await step("Write it down", { work_type: "docs", priority: "high" });
  await call("POST", `/api/tasks/${look.id}/links`, { to: write.id, type: "blocks" });
  const made = await call("POST", `/api/tasks/${root.id}/workflow`, { name: "herons" });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  expect(made.body.workflow).toMatchObject({
    name: "herons",
    description: "Count the herons",
    versions: [{ version: 1, note: `Made of ${root.ticket_ref}` }],
    definition: {
      stages: [
        { name: "look", from: [] },
        { name: "write-it-down", from: [{ stage: "look" }], type: "docs", priority: "high" },
      ],
    },
  });
  const { body } = await call("POST", "/api/workflows/herons/runs", {});
  const first = body.run.stages[0];
  const { task } = (await call("GET", `/api/tasks/${first.task_id}`)).body;
  expect(task).toMatchObject({ title: "Look", parent_id: body.run.root_task_id });
  expect(task.description).toContain("Look at {{ noon }}");
});

it("refuses a task that has no steps, saying what to do first", async () => {
  const alone = await create({});
  const { status, body } = await call("POST", `/api/tasks/${alone.id}/workflow`, { name: "none" });
  expect(status).toBe(400);
  expect(body.error).toMatch(/has no steps to make a workflow of/);
  expect(body.fix).toMatch(/break it down/);
});
