import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import type { Context } from "@/lib/core/context";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";
import { type JobRunner, startJobRunner } from "./runner";

let test: TestDatabase;
let ctx: Context;
let provider: ModelProvider;
let runner: JobRunner | undefined;
beforeAll(async () => {
  test = await createTestDatabase();
  provider = await startModelProvider();
  ctx = contextOf(test.db);
  vi.stubEnv("ANTHROPIC_BASE_URL", provider.url);
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
  vi.stubEnv("MC_COORDINATOR_AGENT", "");
});
afterEach(() => runner?.stop());
afterAll(async () => {
  vi.unstubAllEnvs();
  await provider.close();
  await test.drop();
});

it("takes research to its implementation and its review without a person, from the inbox on", async () => {
  const agents = { iris: "researcher", scout: "developer", nova: "writer", aegis: "reviewer" };
  for (const [name, role] of Object.entries(agents)) {
    await test.db.agent.create({ data: { name, role, runtime: "anthropic" } });
  }
  await test.db.project.updateMany({ data: { autoTriage: true } });
  provider.otherwise = ({ prompt }) => {
    if (prompt.includes("VERDICT")) return {};
    const title = /^# \[\S+\] (.*)$/m.exec(prompt)?.[1];
    return { text: `The result of: ${title}` };
  };
  runner = await startJobRunner(test.db, test.url);
  const first = await givenTask(ctx, {
    title: "Research caching",
    follow_ups: [
      {
        title: "Implement {{ticket_ref}}",
        assigned_to: "scout",
        follow_ups: [{ title: "Document {{title}}" }],
      },
    ],
  });
  const tasks = () => test.db.task.findMany({ orderBy: { id: "asc" } });
  await vi.waitFor(
    async () => {
      const all = await tasks();
      expect(all.map(({ status }) => status)).toEqual(["done", "done", "done"]);
    },
    { timeout: 15_000, interval: 50 },
  );
  const all = await tasks();
  expect(all.map(({ title, assignedTo }) => [title, assignedTo])).toEqual([
    ["Research caching", "iris"],
    [`Implement ${first.ticket_ref}`, "scout"],
    [`Document Implement ${first.ticket_ref}`, "nova"],
  ]);
  expect(all.map(({ metadata }) => (metadata as { follows?: string }).follows)).toEqual([
    undefined,
    first.ticket_ref,
    all[1]?.ticketRef,
  ]);
  const promptOf = async (taskId: number | undefined) =>
    (await test.db.runText.findFirst({ where: { run: { taskId, trigger: "dispatch" } } }))?.prompt;
  expect(await promptOf(all[1]?.id)).toContain("The result of: Research caching");
  expect(await promptOf(all[2]?.id)).toContain(`The result of: Implement ${first.ticket_ref}`);
  expect(await test.db.qualityReview.count({ where: { reviewer: "aegis" } })).toBe(3);
});
