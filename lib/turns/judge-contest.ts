import { findAgent } from "@/lib/agents/find";
import { authorize } from "@/lib/auth/permissions";
import { agentNameOf } from "@/lib/core/actor";
import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { defineJob } from "@/lib/core/jobs";
import { assertMayJudge, identityOf, workersOf } from "@/lib/reviews/reviewers";
import { evidenceInWords, evidenceOf, isProven } from "@/lib/runs/evidence/evidence";
import type { EvidenceWire } from "@/lib/runs/evidence/schema";
import { findRun, findRunHead } from "@/lib/runs/queries";
import { bounded, Material } from "@/lib/runtimes/prompt-material";
import { lockIfThere, lockTask } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";
import { taskToWire } from "@/lib/tasks/wire";
import { askWithin, type SeenEntry } from "./ask";
import { readContest } from "./best-of";
import {
  assertContest,
  assertUnpicked,
  type EntryRow,
  entriesOf,
  findContest,
  noteJudge,
} from "./contests.sql";
import { judgesItself } from "./fans";
import { SETTLE_CONTEST } from "./jobs";
import { readPick } from "./pick-answer";
import { pickEntryWithin } from "./pick-entry";
import type { JudgeContest } from "./schema";
import type { ContestWire } from "./shapes";

/** What the judge is shown of all entries together, in characters. */
const MOST_SHOWN = 150_000;

/**
 * Asks an agent which work of a contest is the best. Its turn is outside of its conversation; the entries have numbers and no names, and
 * what it says picks one if it keeps to the form (`readPick`) and the work may be approved; otherwise the contest says why nothing is picked.
 * Fails with `conflict` while somebody works, if fewer than two handed in, once one is picked, and while another judge is at it; with
 * `forbidden` for an agent that has an entry, as the judge or as who asks for one.
 */
export async function judgeContest(
  ctx: Context,
  ref: TaskRef,
  { agent, criteria }: JudgeContest,
): Promise<ContestWire> {
  await ctx.transaction(async (tx) => {
    const group = await lockTask(tx, ref);
    assertContest(group);
    authorize(tx.actor, "review.record", { projectId: group.project_id });
    const entries = await entriesOf(tx.db, group.id);
    assertUnpicked(entries);
    const handedIn = entries.filter(isHandedIn);
    await assertMayBeJudged(tx, group, entries, handedIn);
    const judge = await findAgent(tx.db, agent);
    const working = await namesIn(tx.db, entries);
    for (const name of [judge.name, agentNameOf(tx.actor)])
      if (name !== null && working.has(name))
        throw judgesItself(
          `${name} has an entry in ${group.ticket_ref}, or is of the team of one that has, and may not judge it`,
        );
    // Whom an agent names decides: that is for those that may decide themselves.
    const asker = identityOf(tx.actor, undefined);
    for (const { task } of handedIn) await assertMayJudge(tx, task, asker, "approved");
    const { run } = await askWithin(tx, {
      agent: judge.id,
      prompt: await judgePrompt(tx.db, group, handedIn, criteria),
      fresh: true,
      projectId: group.project_id,
      judgesContest: { task: group.id, entries: handedIn.map(seenOf) },
    });
    await noteJudge(tx, group, { judge_run_id: run.id, judge_problem: null });
  });
  return readContest(ctx, ref);
}

/** A pick is about the work that was shown. */
const seenOf = ({ task }: EntryRow): SeenEntry => ({
  task: task.id,
  seen_at: taskToWire(task).status_changed_at ?? undefined,
});

const isHandedIn = ({ task }: EntryRow): boolean => task.status === "review";

/**
 * Everybody who has an entry or has worked on one, and the agents that they made: these are what their maker says they are. Index:
 * agents_name_key, agents_team_idx.
 */
async function namesIn(db: Queryable, entries: readonly EntryRow[]): Promise<Set<string>> {
  const names = new Set<string>();
  for (const { task } of entries) for (const name of await workersOf(db, task)) names.add(name);
  const made = await db.$queryRaw<{ name: string }[]>`
    SELECT a.name FROM agents m JOIN agents a ON a.made_by_id = m.id AND a.deleted_at IS NULL WHERE m.name = ANY(${[...names]}::text[])`;
  for (const { name } of made) names.add(name);
  return names;
}

async function assertMayBeJudged(
  tx: TxContext,
  group: TaskRow,
  entries: readonly EntryRow[],
  handedIn: readonly EntryRow[],
): Promise<void> {
  const open = entries.find(({ task }) => AT_WORK.includes(task.status))?.task;
  if (open)
    throw notYet(
      `${open.ticket_ref} of ${open.assigned_to ?? "nobody"} is not handed in yet`,
      "wait for it, or cancel it",
    );
  if (handedIn.length < 2)
    throw notYet(
      `${group.ticket_ref} has ${handedIn.length} entries to compare`,
      "pick it, or reject it",
    );
  const { judge_run_id } = await findContest(tx.db, group.id);
  const judge = judge_run_id === null ? null : await findRunHead(tx.db, judge_run_id);
  if (judge && judge.outcome === null)
    throw notYet(
      `${judge.agent} is judging ${group.ticket_ref} already`,
      `wait for run ${judge.id}`,
    );
}

const AT_WORK: readonly string[] = ["inbox", "assigned", "in_progress", "blocked"];

const notYet = (message: string, fix: string): DomainError =>
  new DomainError("conflict", message, { fix });

/** The entries are numbered and not named, so that the judge knows none of their authors. */
async function judgePrompt(
  db: Queryable,
  group: TaskRow,
  entries: readonly EntryRow[],
  criteria: string | undefined,
): Promise<string> {
  const share = Math.floor(MOST_SHOWN / entries.length / 2);
  const evidence = await evidenceOf(
    db,
    entries.map(({ task }) => task.id),
  );
  const [{ task }] = entries as [EntryRow];
  const asked = [task.title, task.description, task.acceptance_criteria]
    .flatMap((part) => bounded(part, 20_000) ?? [])
    .join("\n\n");
  const work = await Promise.all(
    entries.map(async ({ task: { id, resolution }, run }) => {
      const diff = run === null ? null : await diffOf(db, run.id);
      return [
        `What its agent reports:\n${bounded(resolution, share) ?? "(nothing)"}`,
        `Checks: ${checksInWords(evidence.get(id))}`,
        ...(diff === null ? [] : [`What it changed:\n${bounded(diff, share) ?? "(nothing)"}`]),
      ].join("\n\n");
    }),
  );
  const material = new Material([asked, ...work]);
  return [
    `Several agents did the same task, ${group.ticket_ref}. Compare their work and pick the best.`,
    material.rule,
    `The task:\n${material.quote(asked)}`,
    ...work.map((text, at) => `Entry ${at + 1}:\n${material.quote(text)}`),
    criteria?.trim() ? `What counts:\n${criteria.trim()}` : null,
    "Work whose checks failed or are missing cannot be picked by you.",
    "Reply in exactly this form, with the number of one entry:\nPICK: NUMBER\nREASON: why it is the best, and what the others lack",
  ]
    .filter((part) => part !== null)
    .join("\n\n");
}

function checksInWords(evidence: EvidenceWire | undefined): string {
  if (!evidence || evidence.state === "none") return "none were asked for";
  return isProven(evidence) ? "all passed" : evidenceInWords(evidence);
}

/** Index: run_changes_pkey. */
async function diffOf(db: Queryable, runId: number): Promise<string | null> {
  const [row] = await db.$queryRaw<{ diff: string | null }[]>`
    SELECT c.diff FROM run_changes c WHERE c.run_id = ${runId}`;
  return row?.diff ?? null;
}

/**
 * Picks what the turn of a judge picked, under the judge's name: a verdict like any other, refused for work that was handed in again,
 * and for work whose checks are red or missing, because no agent overrides them.
 */
export async function settleContest(caller: Context, runId: number): Promise<void> {
  const ctx = asSystem(caller, "scheduler");
  const run = await findRun(ctx.db, runId);
  const asked = run?.details.judges_contest as { task: number; entries: SeenEntry[] } | undefined;
  if (!run || !asked) return;
  const pick = readPick(run.output ?? "", asked.entries.length);
  const entry = pick.ok ? asked.entries[pick.answer - 1] : undefined;
  const problem =
    pick.ok && entry !== undefined
      ? await ctx
          .transaction(async (tx) => {
            if (!(await isStillAsked(tx, asked.task, runId))) return;
            const chosen = { ...entry, reason: pick.reason, judge: run.agent };
            await pickEntryWithin(tx, asked.task, chosen);
          })
          .then(() => null, refusalOf)
      : pick.ok
        ? "the entry that it picks is gone"
        : pick.problem;
  if (problem === null) return;
  await ctx.transaction(async (tx) => {
    const group = await isStillAsked(tx, asked.task, runId);
    const judge_problem = `The answer of ${run.agent} picks nothing: ${problem}`;
    if (group) await noteJudge(tx, group, { judge_run_id: runId, judge_problem });
  });
}

/** The group, locked, if it still waits for this judge. */
async function isStillAsked(tx: TxContext, id: number, runId: number): Promise<TaskRow | null> {
  const group = await lockIfThere(tx, id);
  if (!group || (await findContest(tx.db, id)).judge_run_id !== runId) return null;
  const entries = await entriesOf(tx.db, id);
  return entries.some(({ task }) => task.status === "done") ? null : group;
}

function refusalOf(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  throw error;
}

export const settleContestJob = defineJob({
  ...SETTLE_CONTEST,
  description: "Picks the work that the judge of a contest picked.",
  run: (ctx, { runId }) => settleContest(ctx, runId),
});
