import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { answerRequest } from "@/lib/requests/answer";
import { completeTask } from "@/lib/tasks/change/report";
import { claimNext } from "@/lib/tasks/queue/claim";
import { agentActor, contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { followRuns } from "@/lib/testing/workflows";
import { readRun } from "../run/read";
import { startRun } from "../run/start";
import { defineWorkflow } from "./define";
import { templates } from "./library";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());

interface Schema {
  type?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  minItems?: number;
}

/** A value that is valid by a schema of the templates. */
function sampleOf(schema: Schema): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.type === "array")
    return Array.from({ length: Math.max(2, schema.minItems ?? 0) }, () =>
      sampleOf(schema.items ?? {}),
    );
  if (schema.type === "boolean") return true;
  if (schema.type === "integer") return 3;
  if (schema.type !== "object") return "A text that is long enough";
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, each]) => [name, sampleOf(each)]),
  );
}

it("ships templates that run from end to end with any agent and a person who agrees", async () => {
  const scout = contextOf(test.db, agentActor("scout"));
  for (const { name, inputs } of templates()) {
    await defineWorkflow(ctx, { name, template: name });
    const given = Object.entries(inputs).filter(([, input]) => input.required);
    const values = Object.fromEntries(
      given.map(([input, { type }]) => [input, sampleOf({ type })]),
    );
    const run = await startRun(ctx, { workflow: name, inputs: values, source: { kind: "person" } });
    await followRuns(ctx);
    const people: string[] = [];
    for (let step = 0; step < 60; step += 1) {
      const { task } = await claimNext(scout, { agent: "scout" });
      if (task) {
        const resolution = task.output_schema
          ? JSON.stringify(sampleOf(task.output_schema))
          : `Did ${task.title}`;
        await completeTask(scout, { ref: task.id, resolution });
      } else {
        const asked = await test.db.request.findFirst({ where: { state: "open" } });
        if (!asked) break;
        const [first] = asked.options as { id: string }[];
        people.push(asked.title);
        await answerRequest(ctx, { id: asked.id, body: { option: first?.id ?? "approve" } });
      }
      await followRuns(ctx);
    }
    const ended = await readRun(ctx, run.id);
    const failed = ended.stages.filter(({ state }) => state === "failed");
    expect({ name, status: ended.status, error: ended.error, failed }).toEqual({
      name,
      status: "succeeded",
      error: null,
      failed: [],
    });
    expect(
      Object.values(ended.outputs ?? {}).every((value) => value !== null && value !== ""),
      `${name} ${JSON.stringify(ended.outputs)}`,
    ).toBe(true);
    expect(people.length, name).toBeLessThan(4);
  }
});
