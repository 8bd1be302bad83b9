import { z } from "zod";
import { isAgentRef } from "@/lib/agents/find";
import { PUSH_RUNTIMES } from "@/lib/agents/row";
import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, invalid } from "@/lib/core/errors";
import { AgentName, line, PageLimit, singleLine } from "@/lib/core/fields";
import { TextOrNull } from "@/lib/core/shapes";
import { parse } from "@/lib/http/validate";
import { assertSafeForAgents } from "@/lib/messages/injection";
import { oneLine } from "@/lib/runtimes/prompt-material";
import { createTask } from "@/lib/tasks/change/create";
import { listTasks } from "@/lib/tasks/read/list";
import { CreateTask, ListTasks } from "@/lib/tasks/schema";

/** The label by which tasks that were spawned are found again. */
const LABEL = "spawn";
const MAX_TITLE = 200;

export const Spawn = z.strictObject({
  task: line(50_000, "task"),
  label: singleLine(200).optional(),
  model: singleLine(200).nullish(),
  timeoutSeconds: z
    .number("must be a number of seconds")
    .min(10, "must be at least 10")
    .max(3_600, "must be at most 3600")
    .default(300),
  /** Which agent does it; without, the one that Baton calls and that has the least to do. */
  agent: AgentName.optional(),
});
export type Spawn = z.output<typeof Spawn>;

export const SpawnResponse = z.strictObject({
  success: z.literal(true),
  spawnId: z.string(),
  sessionInfo: z.null(),
  task: z.string(),
  model: TextOrNull,
  label: TextOrNull,
  timeoutSeconds: z.number(),
  /** Unix milliseconds. */
  createdAt: z.int(),
  /** The task that was created, and who does it. */
  task_id: z.int(),
  ticket_ref: z.string(),
  agent: z.string(),
});

export const SpawnHistoryQuery = z.strictObject({ limit: PageLimit });
export const SpawnHistoryResponse = z.strictObject({
  history: z.array(
    z.strictObject({
      id: z.string(),
      /** Unix milliseconds. */
      timestamp: z.int(),
      model: TextOrNull,
      task: z.string(),
      /** The task's. */
      status: z.string(),
      agent: TextOrNull,
      ticket_ref: z.string(),
    }),
  ),
});

/**
 * Gives a task to an agent that Baton calls, which begins it at once if it is free: what a client that spawns an agent wants. Which model
 * works is decided as for every task; `model` and `timeoutSeconds` are kept in the metadata. Fails with `unsafe_content`, with `invalid`
 * for an agent that polls, and with `conflict` where Baton calls none.
 */
export async function spawnAgent(
  ctx: Context,
  { task: text, label, model = null, timeoutSeconds, agent: asked }: Spawn,
): Promise<z.output<typeof SpawnResponse>> {
  authorize(ctx.actor, "task.create");
  assertSafeForAgents("Task", text);
  if (label !== undefined) assertSafeForAgents("Label", label);
  return ctx.transaction(async (tx) => {
    const agent = await agentFor(tx, asked);
    const created = await createTask(
      tx,
      parse(
        CreateTask,
        {
          title: label ?? titleOf(text),
          description: text,
          assigned_to: agent.name,
          labels: [LABEL],
          metadata: { spawn: { model, timeoutSeconds, label: label ?? null } },
        },
        "body",
      ),
    );
    return {
      success: true,
      spawnId: spawnId(created.id),
      // A session key is its agent's and an operator's to know.
      sessionInfo: null,
      task: text,
      model,
      label: label ?? null,
      timeoutSeconds,
      createdAt: Date.parse(created.created_at),
      task_id: created.id,
      ticket_ref: created.ticket_ref,
      agent: agent.name,
    };
  });
}

/** What was spawned, newest first: the tasks with the label. */
export async function spawnHistory(
  ctx: Context,
  limit: number,
): Promise<z.output<typeof SpawnHistoryResponse>> {
  authorize(ctx.actor, "task.read");
  const query = parse(ListTasks, { labels: LABEL, archived: "all", limit: String(limit) }, "query");
  const { tasks } = await listTasks(ctx, query);
  return {
    history: tasks.map((task) => ({
      id: spawnId(task.id),
      timestamp: Date.parse(task.created_at),
      model: modelIn(task.metadata),
      task: task.title,
      status: task.status,
      agent: task.assigned_to,
      ticket_ref: task.ticket_ref,
    })),
  };
}

const spawnId = (taskId: number): string => `spawn-${taskId}`;

/** The first line, as a title. */
function titleOf(text: string): string {
  const first = oneLine(text.trim().split("\n", 1)[0] ?? "");
  return first.length <= MAX_TITLE ? first : `${first.slice(0, MAX_TITLE - 1).toWellFormed()}…`;
}

const Kept = z.object({ spawn: z.object({ model: z.string() }) });
const modelIn = (metadata: unknown): string | null => {
  const kept = Kept.safeParse(metadata);
  return kept.success ? kept.data.spawn.model : null;
};

/** The agent that is named, or the least busy one that Baton calls. Index: agents_name_key; there is a row for each agent. */
async function agentFor(tx: TxContext, asked: string | undefined): Promise<{ name: string }> {
  const called = [...PUSH_RUNTIMES];
  if (asked !== undefined) {
    const [named] = await tx.db.$queryRaw<{ name: string; runtime: string }[]>`
      SELECT a.name, a.runtime::text AS runtime FROM agents a WHERE ${isAgentRef(asked)}`;
    if (named && called.some((runtime) => runtime === named.runtime)) return named;
    throw invalid("agent", named ? `${asked} polls for its work` : `there is no agent ${asked}`, {
      fix: "name an agent that Baton calls, or create a task for it: POST /api/tasks",
    });
  }
  const [free] = await tx.db.$queryRaw<{ name: string }[]>`
    SELECT a.name FROM agents a
    WHERE a.deleted_at IS NULL AND NOT a.hidden AND a.role <> 'reviewer' AND is_pushed(a.runtime)
    ORDER BY (a.in_progress >= a.max_capacity), a.in_progress::float8 / GREATEST(a.max_capacity, 1), a.id LIMIT 1`;
  if (free) return free;
  throw new DomainError("conflict", "There is no agent that Baton calls", {
    fix: "give an agent the runtime openclaw, anthropic or openai (docs/runtimes.md), or create a task for agents that poll: POST /api/tasks",
  });
}
