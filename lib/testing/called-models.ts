import { expect, vi } from "vitest";
import { createAgent } from "@/lib/agents/create";
import type { AgentRow } from "@/lib/agents/row";
import type { Context } from "@/lib/core/context";
import type { Database } from "@/lib/core/database";
import { findTask } from "@/lib/tasks/find";
import type { TaskRow } from "@/lib/tasks/row";
import type { ModelProvider } from "./model-provider";

/** Agents whose models Baton calls, with a stand-in for their providers. */

/** Both providers' models are called there until the variables are put back. */
export function callModelsAt({ url }: ModelProvider): void {
  vi.stubEnv("ANTHROPIC_BASE_URL", url);
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
  vi.stubEnv("OPENAI_BASE_URL", url);
  vi.stubEnv("OPENAI_API_KEY", "sk-test");
}

export const givenModelAgent = (ctx: Context, runtime: string, name = "iris"): Promise<AgentRow> =>
  createAgent(ctx, { name, role: "agent", runtime, config: { model: "model-a" } } as never);

/** Waits until a task is as expected. */
export const taskBecomes = (
  db: Database,
  task: Pick<TaskRow, "id">,
  expected: Record<string, unknown>,
): Promise<TaskRow> =>
  vi.waitFor(
    async () => {
      const found = await findTask(db, task.id);
      expect(found).toMatchObject(expected);
      return found;
    },
    { timeout: 10_000, interval: 20 },
  );
