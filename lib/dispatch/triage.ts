import { createHash } from "node:crypto";
import { z } from "zod";
import { presenceOf } from "@/lib/agents/row";
import { asSystem, type Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { forEachIsolated } from "@/lib/core/isolated";
import { defineJob } from "@/lib/core/jobs";
import { reviewers } from "@/lib/reviews/reviewers";
import { changeTask } from "@/lib/tasks/change/change";
import { isTriageNote, type TriageNote } from "@/lib/tasks/change/triage-note";
import { lockTask } from "@/lib/tasks/locks";
import { type Candidate, type Match, matchAgent, type Wanted } from "./match";
import {
  agentsToTriage,
  forgetMisses,
  type InboxTask,
  inboxTasks,
  isTriageDue,
  rememberMisses,
  tasksToLookAt,
} from "./triage.sql";

/** The maximum number of tasks read in one run of the job; the next run goes on. */
const MAX_LOOKS = 2_000;
const MAX_CHARACTERS = 4_000_000;
const MAX_MOVES = 500;
/** The number of tasks per page. */
const PAGE = 100;
/** The version of the matching rules. Raise it when they change, so that every task is matched again. */
const MATCHER = 1;

/**
 * Assigns an inbox task of a project with `auto_triage` to the agent that fits it best, with the reason on the task and in
 * the event. If no agent fits, the task stays and the reason is recorded once. Does nothing if the task has left the inbox,
 * is not ready, or was taken meanwhile.
 */
export async function routeInboxTask(
  caller: Context,
  { taskId }: { taskId: number },
): Promise<"assigned" | "nobody" | "not_due"> {
  const ctx = asSystem(caller, "triage");
  return ctx.transaction(async (tx) => {
    if (!(await isTriageDue(tx.db, taskId))) return "not_due";
    const task = await lockTask(tx, taskId);
    if (!(await isTriageDue(tx.db, taskId))) return "not_due";
    const note = noteIn(task.metadata.triage);
    const { match, passedOver } = matchFor(task, note, await candidates(tx));
    if (!isNews(note, match)) return "nobody";
    const next: TriageNote = {
      agent: match.agent,
      reason: match.reason,
      score: match.agent === null ? null : match.score,
      at: ctx.clock.now().toISOString(),
      passed_over: passedOver,
    };
    const metadata = { ...task.metadata, triage: next };
    if (match.agent === null) {
      await changeTask(tx, task, { set: { metadata }, data: { change: "triage" } });
      return "nobody";
    }
    await changeTask(tx, task, {
      to: "assigned",
      set: { assigned_to: match.agent, metadata },
      data: { reason: "auto_triage", agent: match.agent, why: match.reason, score: match.score },
    });
    return "assigned";
  });
}

/**
 * Triages all inbox tasks of projects with `auto_triage`, once a minute, for agents that are new or have capacity again. A
 * task that fits no agent is remembered and not read again until the task or the agents change. `left` counts the tasks that
 * were looked at and stayed.
 */
export async function routeInboxTasks(ctx: Context): Promise<{ assigned: number; left: number }> {
  const result = { assigned: 0, left: 0 };
  const agents = await candidates(ctx);
  const hash = hashOf(agents);
  const misses: InboxTask[] = [];
  try {
    await forEachIsolated("inbox tasks", unseenTasks(ctx.db, hash), async (task) => {
      const note = noteIn(task.triage);
      const isWorthALook = isNews(note, matchFor(task, note, agents).match);
      const routed = isWorthALook ? await routeInboxTask(ctx, { taskId: task.id }) : "nobody";
      if (routed === "assigned") result.assigned++;
      else result.left++;
      if (!isWorthALook) misses.push(task);
      return result.assigned >= MAX_MOVES ? "stop" : undefined;
    });
  } finally {
    if (misses.length > 0) await rememberMisses(ctx.db, hash, misses);
  }
  if (misses.length > 0) await forgetMisses(ctx.db);
  return result;
}

/** Yields the tasks to match, those never looked at first, up to `MAX_LOOKS`. */
async function* unseenTasks(db: Queryable, hash: string): AsyncGenerator<InboxTask> {
  const ids = await tasksToLookAt(db, hash, MAX_LOOKS);
  let characters = 0;
  for (let at = 0; at < ids.length && characters < MAX_CHARACTERS; at += PAGE) {
    const tasks = await inboxTasks(db, ids.slice(at, at + PAGE));
    for (const { description, acceptance_criteria } of tasks)
      characters += (description?.length ?? 0) + (acceptance_criteria?.length ?? 0);
    yield* tasks;
  }
}

/** A hash of what decides whether an agent fits a task. Load is left out: it only ranks the agents that fit. */
function hashOf(agents: Candidate[]): string {
  const telling = agents.map(({ name, role, capabilities, isOffline }) => [
    name,
    role,
    capabilities,
    isOffline,
  ]);
  return createHash("sha256")
    .update(JSON.stringify([MATCHER, telling]))
    .digest("base64url");
}

export const routeInboxTaskJob = defineJob({
  name: "routeInboxTask",
  payload: z.strictObject({ taskId: z.int() }),
  description: "Finds the agent for an inbox task of a project with auto-triage.",
  run: (ctx, payload) => routeInboxTask(ctx, payload),
});

export const routeInboxTasksJob = defineJob({
  name: "routeInboxTasks",
  payload: z.strictObject({}),
  description: "Gives inbox tasks to the agent that fits best, where a project asks for it.",
  periodic: "* * * * *",
  run: (ctx) => routeInboxTasks(ctx),
});

/** Whether the match changes anything: an agent was found, or the reason differs from the one on the task. */
function isNews(note: TriageNote | null, match: Match): boolean {
  return match.agent !== null || note?.agent !== null || note?.reason !== match.reason;
}

const noteIn = (value: unknown): TriageNote | null => (isTriageNote(value) ? value : null);

/** Matches the task against the agents, without those it has already come back from. */
function matchFor(
  task: Wanted,
  note: TriageNote | null,
  agents: Candidate[],
): { match: Match; passedOver: string[] } {
  const passedOver = [
    ...new Set([...(note?.passed_over ?? []), ...(note?.agent ? [note.agent] : [])]),
  ];
  const match = matchAgent(
    task,
    agents.filter(({ name }) => !passedOver.includes(name)),
  );
  return { match, passedOver };
}

/** All agents that may be assigned work: not hidden, and not the one that reviews it. */
async function candidates(ctx: Context): Promise<Candidate[]> {
  const [judge] = await reviewers(ctx.db);
  const agents = await agentsToTriage(ctx.db);
  return agents
    .filter(({ name }) => name !== judge?.name)
    .map((agent) => ({
      name: agent.name,
      role: agent.role,
      capabilities: agent.capabilities,
      maxCapacity: agent.max_capacity,
      load: agent.load,
      isOffline: presenceOf(agent, ctx.clock.now()) === "offline",
    }));
}
