import { createHash } from "node:crypto";
import { type AgentRef, findAgent } from "@/lib/agents/find";
import { ownModelOf } from "@/lib/agents/model";
import { type AgentRow, isPushed } from "@/lib/agents/row";
import { agentNameOf, callerOf, projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError, notFound } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import { lockNamed } from "@/lib/core/locks";
import { reserveForRun } from "@/lib/runs/budget";
import { estimateRun } from "@/lib/runs/estimate";
import { openRun } from "@/lib/runs/record";
import { RUN_WITH_TEXTS_JSON } from "@/lib/runs/row";
import { saidBefore } from "@/lib/runs/turns.sql";
import type { RunRow, RunWithTexts } from "@/lib/runs/wire";
import { runtimeForAgent } from "@/lib/runtimes/choose";
import { parentEnded, parentFor } from "./authority";
import { readTurnLimits } from "./limits";
import type { TurnLimits } from "./shapes";
import { MOST_CHARS_TOLD } from "./terms";
import { leaderOf, treeState } from "./tree.sql";

/** An entry of a contest as a judge was shown it: its task, and since when that was in review. */
export interface SeenEntry {
  task: number;
  seen_at: number | undefined;
}

export interface Question {
  agent: AgentRef;
  prompt: string;
  timeoutSeconds?: number;
  /** Outside of the agent's conversation. */
  fresh?: boolean;
  projectId?: number;
  /** The run on whose behalf it is asked; a run's key needs to name none. */
  parentRunId?: number;
  /** What the turn and everything below it may cost, in US dollars. */
  treeBudgetUsd?: number;
  /** Sent again with the same key, the question is the same turn. */
  key?: string;
  /** What makes it the same question as one that was sent with its key before; by default the prompt. */
  sameAs?: string;
  fanId?: number;
  /** The fan of which it is to pick an answer. */
  judges?: number;
  /** The contest of which it is to pick an entry, and the entries in the order of their numbers. */
  judgesContest?: { task: number; entries: SeenEntry[] };
}

export interface Asked {
  run: RunWithTexts;
  queue: { waiting: number; limit: number };
}

/**
 * Asks an agent something without a task: opens a turn, which waits in the agent's queue until it is begun. What it may cost is reserved
 * from now on. Fails with `not_found`, with `at_capacity` if the agent's queue is full, with `budget_exceeded`, with `conflict` if the tree of
 * runs that it would belong to is too deep, too wide or too expensive, and if its key was used for another question.
 */
export async function askAgent(ctx: Context, question: Question): Promise<Asked> {
  return ctx.transaction((tx) => askWithin(tx, question));
}

/** The same as a part of a change. A refusal has written nothing that matters, so the change may go on without the turn. */
export async function askWithin(tx: TxContext, question: Question): Promise<Asked> {
  const key = question.key === undefined ? null : `${callerOf(tx.actor)}:${question.key}`;
  if (key !== null) await lockNamed(tx.db, `turn-key:${key}`);
  const agent = await findAgent(tx.db, question.agent);
  const known = key === null ? null : await askedBefore(tx.db, key);
  if (known) return again(tx, known, agent, question);
  return openTurn(tx, agent, question, key);
}

const hashOf = ({ prompt, sameAs = prompt }: Question): string =>
  createHash("sha256").update(sameAs).digest("base64url");

/** Index: runs_ask_key, run_texts_pkey. */
async function askedBefore(db: Queryable, key: string): Promise<RunWithTexts | null> {
  const [row] = await db.$queryRaw<{ run: RunWithTexts }[]>`
    SELECT ${RUN_WITH_TEXTS_JSON} AS run FROM runs r WHERE r.ask_key = ${key}`;
  return row?.run ?? null;
}

async function again(
  tx: TxContext,
  run: RunWithTexts,
  agent: AgentRow,
  question: Question,
): Promise<Asked> {
  const { key } = question;
  if (run.agent !== agent.name || run.details.asked !== hashOf(question)) {
    throw new DomainError("conflict", `Idempotency-Key ${key} was used for run ${run.id}`, {
      run_id: run.id,
      fix: "send a new key with a new question",
    });
  }
  const { queue_limit: limit } = await readTurnLimits(tx.db);
  return { run, queue: { waiting: await waitingFor(tx.db, agent.name), limit } };
}

async function openTurn(
  tx: TxContext,
  known: AgentRow,
  question: Question,
  askKey: string | null,
): Promise<Asked> {
  const parent = await parentFor(tx, question.parentRunId, question.projectId);
  if (question.projectId !== undefined) await assertProject(tx.db, question.projectId);
  const projectId = question.projectId ?? projectLimitOf(tx.actor) ?? parent?.project_id ?? null;
  const limits = await readTurnLimits(tx.db);
  if (parent) await assertRoomBelow(tx, parent, limits);
  await lockNamed(tx.db, `turns:${known.name}`);
  // Whoever deletes the agent holds that lock, and whoever cancels the parent its row: either may have come first.
  const agent = await findAgent(tx.db, known.id);
  if (parent) await assertStaysOpen(tx.db, parent.id);
  const waiting = await waitingFor(tx.db, agent.name);
  if (waiting >= limits.queue_limit) throw queueFull(agent.name, waiting, limits.queue_limit);
  const conversationId = question.fresh
    ? null
    : await currentConversation(tx.db, agent.name, projectId);
  const { model, reservedUsd } = await reserve(tx, agent, question, {
    projectId,
    conversationId,
    parent,
  });
  const turn = conversationId === null ? null : await nextTurnOf(tx.db, conversationId);
  const run = await openRun(tx, {
    taskId: null,
    taskRef: null,
    projectId,
    agent: agent.name,
    runtime: agent.runtime,
    trigger: "direct",
    model,
    prompt: question.prompt,
    reservedUsd,
    details: {
      ...(turn !== null && { turn }),
      ...(question.timeoutSeconds && { timeout_ms: question.timeoutSeconds * 1_000 }),
      ...(askKey !== null && { asked: hashOf(question) }),
      ...(question.judges !== undefined && { judges: question.judges }),
      ...(question.judgesContest && { judges_contest: question.judgesContest }),
    },
    turn: {
      askedBy: agentNameOf(tx.actor) ?? tx.actor.name,
      askKey,
      parent,
      treeBudgetUsd: question.treeBudgetUsd ?? null,
      conversationId,
      fanId: question.fanId ?? null,
    },
  });
  return { run, queue: { waiting: waiting + 1, limit: limits.queue_limit } };
}

/** How many turns wait to be begun. Index: runs_queued_idx. */
export async function waitingFor(db: Queryable, agent: string): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM runs r
    WHERE r.agent = ${agent} AND r.state = 'queued'`;
  return row?.n ?? 0;
}

function queueFull(agent: string, waiting: number, limit: number): DomainError {
  const turns = waiting === 1 ? "1 turn waits" : `${waiting} turns wait`;
  return new DomainError("at_capacity", `${turns} for ${agent} already, which is as many as may`, {
    reason: "queue_full",
    waiting,
    limit,
    fix: `wait for some to end (GET /api/turns?agents=${agent}&wait=60), or cancel one`,
  });
}

/** Locks the tree until the transaction ends, so that what is counted in it stays true. */
async function assertRoomBelow(tx: TxContext, parent: RunRow, limits: TurnLimits): Promise<void> {
  await lockNamed(tx.db, `turn-tree:${parent.root_run_id ?? parent.id}`);
  if (parent.depth + 1 > limits.max_depth) {
    throw new DomainError(
      "conflict",
      `Run ${parent.id} is ${parent.depth} deep in its tree, and ${limits.max_depth} is as deep as runs may open others`,
      { reason: "too_deep", limit: limits.max_depth, fix: "do it in this run" },
    );
  }
  const open = await openBelow(tx.db, parent.id);
  if (open < limits.max_children) return;
  throw new DomainError("conflict", `Run ${parent.id} has ${open} turns open, as many as it may`, {
    reason: "too_many_children",
    open,
    limit: limits.max_children,
    fix: "wait for some of them to end",
  });
}

/** Keeps the parent open until the transaction ends. Index: runs_pkey. */
async function assertStaysOpen(db: Queryable, parentId: number): Promise<void> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM runs WHERE id = ${parentId} AND outcome IS NULL FOR SHARE`;
  if (rows.length === 0) throw parentEnded(parentId);
}

/** Index: runs_parent_idx. */
async function openBelow(db: Queryable, parentId: number): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM runs WHERE parent_run_id = ${parentId} AND outcome IS NULL`;
  return row?.n ?? 0;
}

interface Tree {
  budgetUsd: number;
  takenUsd: number;
  /** What it is called in a refusal. */
  name: string;
}

/** The budget of the tree that a turn would belong to; null if it has none. */
async function treeOver(
  db: Queryable,
  parent: RunRow | null,
  { treeBudgetUsd }: Question,
): Promise<Tree | null> {
  if (parent === null) {
    if (treeBudgetUsd === undefined) return null;
    return { budgetUsd: treeBudgetUsd, takenUsd: 0, name: "this tree" };
  }
  const rootId = parent.root_run_id ?? parent.id;
  const { budgetUsd, takenUsd } = await treeState(db, rootId);
  return budgetUsd === null ? null : { budgetUsd, takenUsd, name: `the tree of run ${rootId}` };
}

function assertTreeBudget({ budgetUsd, takenUsd, name }: Tree, reserved: number): void {
  if (takenUsd < budgetUsd && takenUsd + reserved <= budgetUsd) return;
  const next = reserved > 0 ? `, and this turn may cost up to ${usd(reserved)}` : "";
  throw new DomainError(
    "conflict",
    `The budget of ${name} has no room: ${usd(takenUsd)} of ${usd(budgetUsd)} are spent or held${next}`,
    { reason: "tree_budget", fix: "finish with what is there" },
  );
}

const usd = (amount: number): string => `$${amount.toFixed(amount !== 0 && amount < 0.1 ? 4 : 2)}`;

/**
 * The conversation that the agent's next turn continues, opened if there is none. The caller holds the lock on the agent's turns. Index:
 * conversations_current_key.
 */
async function currentConversation(
  db: Queryable,
  agent: string,
  projectId: number | null,
): Promise<number> {
  const [row] = await db.$queryRaw<{ id: number }[]>`
    WITH known AS (
      SELECT id FROM conversations WHERE agent = ${agent} AND COALESCE(project_id, 0) = ${projectId ?? 0} AND ended_at IS NULL
    ), made AS (
      INSERT INTO conversations (agent, project_id) SELECT ${agent}, ${projectId}::int WHERE NOT EXISTS (SELECT 1 FROM known) RETURNING id
    )
    SELECT id FROM known UNION ALL SELECT id FROM made`;
  return (row as { id: number }).id;
}

/** The number of its next turn. Index: conversations_pkey. */
async function nextTurnOf(db: Queryable, conversationId: number): Promise<number> {
  const [row] = await db.$queryRaw<{ turns: number }[]>`
    UPDATE conversations SET turns = turns + 1 WHERE id = ${conversationId} RETURNING turns`;
  return (row as { turns: number }).turns;
}

/**
 * Reserves what the turn may cost: of a model's answer an estimate, of an agent's that works elsewhere nothing, but budgets must have room.
 * The budget of its tree is checked first.
 */
async function reserve(
  tx: TxContext,
  agent: AgentRow,
  question: Question,
  place: { projectId: number | null; conversationId: number | null; parent: RunRow | null },
): Promise<{ model: string | null; reservedUsd: number }> {
  const model = await modelFor(tx, agent);
  const said = await saidBefore(
    tx.db,
    { id: MAX_INT, conversation_id: place.conversationId },
    MOST_CHARS_TOLD,
  );
  const toldChars = said.reduce((sum, turn) => sum + turn.prompt.length + turn.output.length, 0);
  const soulChars = agent.soul_content?.trim().length ?? 0;
  const promptChars = question.prompt.length + toldChars + soulChars;
  const tree = await treeOver(tx.db, place.parent, question);
  const inTree = tree && (await estimateRun(tx.db, { agent: agent.name, model, promptChars }));
  if (tree) assertTreeBudget(tree, inTree ?? 0);
  const reserved = await reserveForRun(tx, {
    agent: agent.name,
    projectId: place.projectId,
    ledBy: place.parent && (await leaderOf(tx.db, place.parent)),
    model,
    promptChars,
    maxTokens: null,
    now: tx.clock.now(),
  });
  if (reserved.ok) return { model, reservedUsd: Math.max(reserved.reservedUsd, inTree ?? 0) };
  throw new DomainError("budget_exceeded", `${agent.name} cannot be asked: ${reserved.message}`, {
    scope: reserved.scope,
    name: reserved.name,
    fix: "wait for the next day, or ask an admin to raise the budget",
  });
}

/** The model that the agent would be called with now, for an estimate. */
async function modelFor(ctx: Context, agent: AgentRow): Promise<string | null> {
  if (agent.runtime === "pull") return null;
  if (!isPushed(agent)) return ownModelOf(agent, agent.runtime);
  const choice = await runtimeForAgent(ctx, agent);
  return choice.kind === "ok" ? choice.model : null;
}

/** Index: projects_pkey. */
async function assertProject(db: Queryable, id: number): Promise<void> {
  const rows = await db.$queryRaw<unknown[]>`SELECT 1 FROM projects WHERE id = ${id}`;
  if (rows.length === 0) throw notFound("Project");
}
