import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/core/context";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { findRun, findRunHead } from "./queries";
import { closeRun, openRun } from "./record";
import { removeOldTexts } from "./texts";

let db: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  db = await createTestDatabase();
  ctx = contextOf(db.db);
});
afterAll(() => db.drop());

const open = () =>
  ctx.transaction((tx) =>
    openRun(tx, {
      taskId: null,
      taskRef: null,
      projectId: null,
      agent: "iris",
      trigger: "dispatch",
      prompt: "Do it.",
    }),
  );
const close = (id: number) =>
  ctx.transaction((tx) =>
    closeRun(tx, id, { outcome: "succeeded", output: "Done.", tokensIn: 7, costUsd: 0.5 }),
  );

test("a run's prompt and output are read with it, and not with its head", async () => {
  const { id, prompt } = await open();
  expect(prompt).toBe("Do it.");
  expect(await findRun(db.db, id)).toMatchObject({ prompt: "Do it.", output: null });
  await close(id);
  expect(await findRun(db.db, id)).toMatchObject({ prompt: "Do it.", output: "Done." });
  const head = await findRunHead(db.db, id);
  expect(head).not.toHaveProperty("prompt");
  expect(head).not.toHaveProperty("output");
});

test("texts of runs that ended long ago are removed page by page; the runs and their figures stay", async () => {
  await emptyTables(db.db, "runs");
  await db.db.$executeRaw`
    INSERT INTO runs (agent, trigger, outcome, finished_at, cost_usd)
    SELECT 'iris', 'dispatch', 'succeeded', now() - interval '91 days', 0.01 FROM generate_series(1, 1200)`;
  await db.db.$executeRaw`INSERT INTO run_texts (run_id, prompt) SELECT id, 'old' FROM runs`;
  const { id: handedIn } = await db.db.run.findFirstOrThrow();
  const commitSha = "a".repeat(40);
  await db.db.runChange.create({ data: { runId: handedIn, commitSha, diff: "long" } });
  const check = { name: "test", command: "true", state: "passed" as const, durationMs: 1 };
  await db.db.runCheck.create({
    data: { ...check, runId: handedIn, commitSha, output: "long", reportedBy: "iris" },
  });
  const stillOpen = await open();
  const young = await open();
  await close(young.id);
  expect(await removeOldTexts(ctx)).toBe(1200);
  expect(await removeOldTexts(ctx)).toBe(0);
  const left = await db.db.runText.findMany({ orderBy: { runId: "asc" } });
  expect(left.map(({ runId }) => runId)).toEqual([stillOpen.id, young.id]);
  expect(await db.db.runChange.findFirst()).toMatchObject({ commitSha, diff: null });
  expect(await db.db.runCheck.findFirst()).toMatchObject({ state: "passed", output: "" });
  expect(await db.db.run.count({ where: { costUsd: 0.01 } })).toBe(1200);
});
