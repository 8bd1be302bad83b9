import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { agentActor, contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { completeFirst, completeTask } from "./change/report";
import { updateTask } from "./change/update";
import { outputOf } from "./output";
import { claimTask } from "./queue/claim";
import { CreateTask } from "./schema";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());

const SCHEMA = { type: "object", required: ["count"], properties: { count: { type: "integer" } } };
const claimed = async (agent: string, fields = {}) => {
  const given = await givenTask(ctx, {
    title: "Count",
    output_schema: SCHEMA,
    review_required: false,
    ...fields,
  });
  return (await claimTask(ctx, { ref: given.id, agent })).task;
};
const problemsOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      expect(error.code).toBe("invalid");
      return error.details.problems?.map(({ field, rule }) => `${field} ${rule}`) ?? [];
    },
  );

it("refuses a result that the output schema does not allow, and takes the next one", async () => {
  const task = await claimed("scout");
  const handIn = (resolution?: string) =>
    completeTask(ctx, { ref: task.id, ...(resolution === undefined ? {} : { resolution }) });
  expect(await problemsOf(handIn('{"count": "three"}'))).toEqual([
    "resolution.count must be a whole number",
  ]);
  expect(await problemsOf(handIn("Three."))).toEqual([
    expect.stringContaining("resolution must be JSON"),
  ]);
  expect(await problemsOf(handIn())).toHaveLength(1);
  expect(await completeFirst(ctx, [{ ref: task.id, resolution: "Three." }])).toEqual([]);
  const done = await handIn('Counted.\n\n```json\n{"count": 3}\n```\n');
  expect(done).toMatchObject({ status: "done", output_schema: SCHEMA });
});

it("holds every other way to hand work in to the schema", async () => {
  const agent = contextOf(test.db, agentActor("other"));
  const task = await claimed("other", { assigned_to: "other" });
  expect(
    await problemsOf(updateTask(agent, task.id, { status: "done", resolution: "Three." })),
  ).toHaveLength(1);
  expect(await problemsOf(updateTask(ctx, task.id, { status: "done", resolution: "{}" }))).toEqual([
    "resolution.count is required",
  ]);
  await updateTask(agent, task.id, { status: "done", resolution: '{"count": 3}' });
  expect(await problemsOf(updateTask(ctx, task.id, { resolution: "Four." }))).toHaveLength(1);
  expect(
    await problemsOf(givenTask(ctx, { status: "done", output_schema: SCHEMA, resolution: "no" })),
  ).toHaveLength(1);
});

it("reads what a command printed, without its exit code", async () => {
  const task = await claimed("builder");
  await test.db.task.update({ where: { id: task.id }, data: { command: { run: "count --json" } } });
  const handIn = (printed: string) =>
    completeTask(ctx, { ref: task.id, resolution: `${printed}\n\nExit code 0` });
  expect(await problemsOf(handIn('{"count": "three"}'))).toEqual([
    "resolution.count must be a whole number",
  ]);
  expect(await handIn('{"count": 3}')).toMatchObject({ status: "done" });
});

it("refuses a schema that nothing could be checked by", () => {
  const parsed = CreateTask.safeParse({
    title: "x",
    output_schema: { type: "objekt", propertys: {} },
  });
  expect(parsed.error?.issues.map(({ path }) => path.join("."))).toEqual([
    "output_schema.type",
    "output_schema.propertys",
  ]);
});

it("reads JSON bare or from the only fenced block", () => {
  const any = {};
  expect(outputOf(any, ' {"a": "```"} ')).toEqual({ ok: true, value: { a: "```" } });
  expect(outputOf(any, "~~~\n[1]\n~~~")).toEqual({ ok: true, value: [1] });
  expect(outputOf(any, "```\n1\n```\nor\n```\n2\n```")).toMatchObject({ ok: false });
  expect(outputOf(any, "")).toMatchObject({ ok: false });
  expect(outputOf(any, "[".repeat(100_000))).toMatchObject({ ok: false });
});
