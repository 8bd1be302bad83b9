import { findAgent } from "@/lib/agents/find";
import { agentNameOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { addJob } from "@/lib/core/jobs";
import { findRunHead } from "@/lib/runs/queries";
import type { RunRow, RunWithTexts } from "@/lib/runs/wire";
import { bounded, Material } from "@/lib/runtimes/prompt-material";
import { askWithin } from "./ask";
import { assertMayPick } from "./authority";
import { answersOf, judgesItself, pickWithin } from "./fans";
import { type FanRow, findFan, lockFan, updateFan } from "./fans.sql";
import { SETTLE_CONTEST } from "./jobs";
import { readPick } from "./pick-answer";
import { problemOf } from "./result";
import type { JudgeFan } from "./schema";

/** What the judge is shown of all answers together, in characters. */
const MOST_SHOWN = 150_000;

/**
 * Asks an agent which answer of a fan is the best. Its turn is outside of its conversation, and what it says picks the answer if it keeps
 * to the form (`readPick`); otherwise the fan says why nothing is picked. Fails with `conflict` while answers are open, if fewer than two
 * came, once one is picked, and while another judge is at it. Agents name no judge that is one of those who answered: `forbidden`.
 */
export async function judgeFan(
  ctx: Context,
  { id, agent, criteria }: JudgeFan & { id: number },
): Promise<FanRow> {
  return ctx.transaction(async (tx) => {
    await assertMayPick(tx, await findFan(tx, id));
    const fan = (await lockFan(tx.db, id)) as FanRow;
    await assertMayBeJudged(tx, fan);
    const runs = (await answersOf(tx.db, id)).map(({ run }) => run);
    const answers = runs.filter((run) => problemOf(run) === null);
    if (runs.some(({ outcome }) => outcome === null))
      throw notYet(`Answers of fan ${id} are still to come`, "wait for them");
    if (answers.length < 2)
      throw notYet(`Fan ${id} has ${answers.length} answers to compare`, "ask again, or pick it");
    const judge = await findAgent(tx.db, agent);
    if (agentNameOf(tx.actor) !== null && runs.some((run) => run.agent === judge.name))
      throw judgesItself(`${judge.name} answered fan ${id} itself and may not judge it`);
    const { run } = await askWithin(tx, {
      agent: judge.id,
      prompt: judgePrompt(fan, answers, criteria),
      fresh: true,
      projectId: fan.project_id ?? undefined,
      judges: id,
    });
    return updateFan(tx.db, id, Prisma.sql`judge_run_id = ${run.id}::int, judge_problem = NULL`);
  });
}

async function assertMayBeJudged(tx: TxContext, fan: FanRow): Promise<void> {
  if (fan.picked_run_id !== null)
    throw notYet(
      `${fan.picked_by} has picked run ${fan.picked_run_id} already`,
      "read the fan again",
    );
  const judge = fan.judge_run_id === null ? null : await findRunHead(tx.db, fan.judge_run_id);
  if (judge && judge.outcome === null)
    throw notYet(`${judge.agent} is judging fan ${fan.id} already`, `wait for run ${judge.id}`);
}

const notYet = (message: string, fix: string): DomainError =>
  new DomainError("conflict", message, { fix });

/** The answers are numbered and not named, so that the judge knows none of their authors. */
function judgePrompt(fan: FanRow, answers: RunWithTexts[], criteria: string | undefined): string {
  const share = Math.floor(MOST_SHOWN / answers.length);
  const texts = answers.map(({ output }) => bounded(output, share) ?? "");
  const material = new Material([fan.prompt, ...texts]);
  return [
    "Several agents were given the same message. Compare their answers and pick the best one.",
    material.rule,
    `The message:\n${material.quote(bounded(fan.prompt, 40_000) ?? "")}`,
    ...texts.map((text, at) => `Answer ${at + 1}:\n${material.quote(text)}`),
    criteria?.trim() ? `What counts:\n${criteria.trim()}` : null,
    "Reply in exactly this form, with the number of one answer:\nPICK: NUMBER\nREASON: why it is the best, and what the others lack",
  ]
    .filter((part) => part !== null)
    .join("\n\n");
}

/** Picks what a judge's turn picked, in the transaction that ends it; of a contest in a job, because that changes many tasks. */
export async function settleJudgement(
  tx: TxContext,
  run: RunRow,
  output: string | null,
): Promise<void> {
  const { judges, judges_contest: contest } = run.details;
  if (run.outcome !== "succeeded") return;
  if (contest !== undefined) await addJob(tx.db, SETTLE_CONTEST, { runId: run.id });
  if (typeof judges !== "number") return;
  const fan = await lockFan(tx.db, judges);
  if (!fan || fan.judge_run_id !== run.id || fan.picked_run_id !== null) return;
  const answers = (await answersOf(tx.db, judges)).filter(
    ({ run: one }) => problemOf(one) === null,
  );
  const pick = readPick(output ?? "", answers.length);
  const chosen = pick.ok ? answers[pick.answer - 1] : undefined;
  if (pick.ok && chosen) {
    await pickWithin(tx, judges, { runId: chosen.run.id, reason: pick.reason, by: run.agent });
    return;
  }
  const why = pick.ok ? "the answer that it picks is gone" : pick.problem;
  const problem = `The answer of ${run.agent} picks nothing: ${why}`;
  await updateFan(tx.db, judges, Prisma.sql`judge_problem = ${problem}`);
}
