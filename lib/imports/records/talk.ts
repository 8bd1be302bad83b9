import type { TxContext } from "@/lib/core/context";
import { type Account, admit, deviate, freshOf, withTask } from "./account";
import { COMMENT, REVIEW, type RecordOf, RUN } from "./kinds";
import { insertRows, knownIds } from "./rows";

/** Brings comments in. Whom they mention is not told again: that was long ago. An answer follows what it answers. */
export async function takeComments(
  tx: TxContext,
  account: Account,
  records: readonly RecordOf<"comment">[],
): Promise<void> {
  const fresh = await withTask(
    tx,
    account,
    "comment",
    await freshOf(tx, account, "comment", records),
  );
  const ids = await admit(tx, account, "comment", fresh);
  const earlier = fresh.flatMap(({ parent_id }) => (parent_id === null ? [] : [parent_id]));
  const parents = await knownIds(tx, account.source, "comment", earlier);
  await insertRows(
    tx,
    "comment",
    COMMENT,
    fresh.map((comment) => ({
      ...comment,
      id: ids.get(String(comment.id)),
      task_id: comment.task,
      parent_id: parents.get(String(comment.parent_id)) ?? null,
    })),
  );
  await tx.db.$executeRaw`
    UPDATE tasks t SET comment_count = t.comment_count + n.count
    FROM (SELECT u.id, count(*)::int AS count FROM unnest(${fresh.map(({ task }) => task)}::int[]) AS u (id) GROUP BY u.id) n
    WHERE t.id = n.id`;
}

/** Brings runs in, with their costs and evidence. One that is open at the source has no holder here and is closed. */
export async function takeRuns(
  tx: TxContext,
  account: Account,
  records: readonly RecordOf<"run">[],
): Promise<void> {
  const fresh = await freshOf(tx, account, "run", records);
  const named = (of: (run: RecordOf<"run">) => number | null) =>
    fresh.flatMap((run) => of(run) ?? []);
  const tasks = await knownIds(
    tx,
    account.source,
    "task",
    named(({ task_id }) => task_id),
  );
  const projects = await knownIds(
    tx,
    account.source,
    "project",
    named(({ project_id }) => project_id),
  );
  const ids = await admit(tx, account, "run", fresh);
  const refs = await refsOf(tx, [...tasks.values()]);
  const rows = fresh.map((run) => {
    const task = tasks.get(String(run.task_id)) ?? null;
    if (run.outcome === null)
      deviate(account, "run", run.id, "was open, and is cancelled here: nobody here works on it");
    return {
      ...run,
      id: ids.get(String(run.id)) as number,
      task_id: task,
      task_ref: (task !== null && refs.get(task)) || run.task_ref,
      project_id: projects.get(String(run.project_id)) ?? null,
      outcome: run.outcome ?? ("cancelled" as const),
      finished_at: run.finished_at ?? run.started_at,
    };
  });
  await insertRows(tx, "run", RUN, rows);
  const texts = rows
    .filter(({ prompt, output }) => prompt !== null || output !== null)
    .map(({ id, prompt, output }) => ({ id, prompt, output }));
  await tx.db.$executeRaw`
    INSERT INTO run_texts (run_id, prompt, output)
    SELECT r.id, r.prompt, r.output FROM jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) AS r(id int, prompt text, output text)`;
  await takeEvidence(tx, rows);
}

/** Brings in what the runs handed in, and how their checks ended. */
async function takeEvidence(
  tx: TxContext,
  runs: readonly Pick<RecordOf<"run">, "id" | "change" | "checks">[],
): Promise<void> {
  const changes = runs.flatMap(({ id, change }) => (change ? [{ run_id: id, ...change }] : []));
  const checks = runs.flatMap((run) => run.checks.map((check) => ({ run_id: run.id, ...check })));
  if (changes.length > 0)
    await tx.db.$executeRaw`
      INSERT INTO run_changes (run_id, branch, commit_sha, base_sha, files, diff, diff_truncated, created_at)
      SELECT run_id, branch, commit_sha, base_sha, files, diff, diff_truncated, created_at
      FROM jsonb_populate_recordset(NULL::run_changes, ${JSON.stringify(changes)}::jsonb)`;
  if (checks.length > 0)
    await tx.db.$executeRaw`
      INSERT INTO run_checks (run_id, name, command, commit_sha, state, exit_code, output, duration_ms, reported_by, created_at)
      SELECT run_id, name, command, commit_sha, state, exit_code, output, duration_ms, reported_by, created_at
      FROM jsonb_populate_recordset(NULL::run_checks, ${JSON.stringify(checks)}::jsonb)`;
}

async function refsOf(tx: TxContext, ids: number[]): Promise<Map<number, string>> {
  const rows = await tx.db.$queryRaw<{ id: number; ref: string }[]>`
    SELECT id, ticket_ref AS ref FROM tasks WHERE id = ANY(${ids}::int[])`;
  return new Map(rows.map(({ id, ref }) => [id, ref]));
}

/** Brings verdicts in. They move no task: its status came with it. */
export async function takeReviews(
  tx: TxContext,
  account: Account,
  records: readonly RecordOf<"review">[],
): Promise<void> {
  const fresh = await withTask(
    tx,
    account,
    "review",
    await freshOf(tx, account, "review", records),
  );
  const ids = await admit(tx, account, "review", fresh);
  const runs = await knownIds(
    tx,
    account.source,
    "run",
    fresh.flatMap(({ run_id }) => run_id ?? []),
  );
  await insertRows(
    tx,
    "review",
    REVIEW,
    fresh.map((review) => ({
      ...review,
      id: ids.get(String(review.id)),
      task_id: review.task,
      run_id: runs.get(String(review.run_id)) ?? null,
    })),
  );
}
