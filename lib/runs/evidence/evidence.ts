import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { DomainError, notFound } from "@/lib/core/errors";
import type { CheckState } from "@/prisma/generated/enums";
import type { ChangeWire, Check, EvidenceWire, StandingWire } from "./schema";

interface Reported {
  name: string;
  command: string;
  commit_sha: string;
  state: CheckState;
  exit_code: number | null;
  output: string;
  duration_ms: number;
  reported_by: string;
  created_at: string;
}

interface Found {
  task_id: number;
  asked: Check[];
  source: "task" | "project";
  run_id: number | null;
  branch: string | null;
  commit_sha: string | null;
  reported: Reported[] | null;
}

/** What is asked of a task `t` of project `p`. */
const ASKED = Prisma.sql`t.id AS task_id, COALESCE(t.checks, CASE WHEN t.kind = 'work' THEN p.checks END, '[]') AS asked,
  CASE WHEN t.checks IS NULL THEN 'project' ELSE 'task' END AS source`;

/** The same with what was reported for the run `r`. Index: run_changes_pkey, run_checks_run_id_commit_sha_name_key. */
const EVIDENCE = Prisma.sql`${ASKED}, r.id AS run_id, c.branch, c.commit_sha,
  (SELECT jsonb_agg(to_jsonb(k) ORDER BY k.id) FROM run_checks k WHERE k.run_id = r.id) AS reported`;

/** The run whose work a task `t` has now: the newest attempt at it. Index: runs_task_id_id_idx. */
const WORK = Prisma.sql`LATERAL (SELECT runs.id FROM runs WHERE runs.task_id = t.id AND runs.trigger IN ('claim', 'dispatch')
  ORDER BY runs.id DESC LIMIT 1)`;

/** The evidence for the work that each of these tasks has now. */
export async function evidenceOf(
  db: Queryable,
  taskIds: readonly number[],
): Promise<Map<number, EvidenceWire>> {
  if (taskIds.length === 0) return new Map();
  const rows = await db.$queryRaw<Found[]>`
    SELECT ${EVIDENCE} FROM tasks t JOIN projects p ON p.id = t.project_id
      LEFT JOIN ${WORK} r ON true LEFT JOIN run_changes c ON c.run_id = r.id
    WHERE t.id = ANY(${taskIds}::int[])`;
  return new Map(rows.map((row) => [row.task_id, evidenceFrom(row)]));
}

/** The same by run, for several runs of tasks, without what the checks printed. */
export async function evidenceOfRuns(
  db: Queryable,
  runIds: readonly number[],
): Promise<Map<number, EvidenceWire>> {
  if (runIds.length === 0) return new Map();
  const rows = await db.$queryRaw<(Found & { run_id: number })[]>`
    SELECT ${ASKED}, r.id AS run_id, c.branch, c.commit_sha,
      (SELECT jsonb_agg(to_jsonb(k) - 'output' ORDER BY k.id) FROM run_checks k WHERE k.run_id = r.id) AS reported
    FROM runs r JOIN tasks t ON t.id = r.task_id JOIN projects p ON p.id = t.project_id LEFT JOIN run_changes c ON c.run_id = r.id
    WHERE r.id = ANY(${runIds}::int[])`;
  return new Map(rows.map((row) => [row.run_id, evidenceFrom(row)]));
}

export async function evidenceOfTask(db: Queryable, taskId: number): Promise<EvidenceWire> {
  return (await evidenceOf(db, [taskId])).get(taskId) ?? NOTHING_ASKED;
}

/** The evidence of one run, for its task's checks as they are now, and its change. For a key limited to a project, runs elsewhere are `not_found`. */
export async function evidenceOfRun(
  ctx: Context,
  runId: number,
): Promise<{ evidence: EvidenceWire; change: ChangeWire | null }> {
  authorize(ctx.actor, "task.read");
  const limit = projectLimitOf(ctx.actor);
  const [run] = await ctx.db.$queryRaw<{ found: Found | null; change: ChangeRow | null }[]>`
    SELECT to_jsonb(c) AS change,
      (SELECT to_jsonb(e) FROM (SELECT ${EVIDENCE} FROM tasks t JOIN projects p ON p.id = t.project_id WHERE t.id = r.task_id) e) AS found
    FROM runs r LEFT JOIN run_changes c ON c.run_id = r.id
    WHERE r.id = ${runId} AND (${limit}::int IS NULL OR r.project_id = ${limit}::int)`;
  if (!run) throw notFound("Run");
  const { found, change } = run;
  const evidence = found ? evidenceFrom(found) : { ...NOTHING_ASKED, run_id: runId };
  return { evidence, change: change && changeToWire(change) };
}

/** The evidence of work that nothing is asked of. */
export const NOTHING_ASKED: EvidenceWire = {
  state: "none",
  from: null,
  run_id: null,
  commit: null,
  branch: null,
  checks: [],
};

interface ChangeRow {
  branch: string | null;
  commit_sha: string;
  base_sha: string | null;
  files: ChangeWire["files"];
  diff: string | null;
  diff_truncated: boolean;
}

const changeToWire = (row: ChangeRow): ChangeWire => ({
  branch: row.branch,
  commit: row.commit_sha,
  base: row.base_sha,
  files: row.files,
  diff: row.diff,
  truncated: row.diff_truncated,
});

function evidenceFrom({
  asked,
  source,
  run_id,
  branch,
  commit_sha,
  reported,
}: Found): EvidenceWire {
  const results = reported ?? [];
  // A worker that hands in no commit of its own has run the checks on one.
  const commit = commit_sha ?? results.at(-1)?.commit_sha ?? null;
  const checks = asked.map((check) =>
    standingOf(
      check,
      results.find(
        ({ name, command, commit_sha: on }) =>
          name === check.name && command === check.command && on === commit,
      ),
    ),
  );
  return {
    state: stateOf(checks),
    from: asked.length > 0 ? source : null,
    run_id,
    commit,
    branch,
    checks,
  };
}

function standingOf(check: Check, result: Reported | undefined): StandingWire {
  const expected = check.exit_code ?? 0;
  return {
    name: check.name,
    command: check.command,
    paths: check.paths ?? null,
    expected_exit_code: expected,
    state: result ? stateWith(result, expected, check) : "missing",
    exit_code: result?.exit_code ?? null,
    output: result?.output ?? "",
    duration_ms: result?.duration_ms ?? null,
    reported_by: result?.reported_by ?? null,
    reported_at: result ? toUnixSeconds(result.created_at) : null,
  };
}

/** The exit code decides, and not what was made of it: what is expected may have been changed since. */
function stateWith(
  { state, exit_code }: Reported,
  expected: number,
  { paths }: Check,
): StandingWire["state"] {
  // Its paths may have been taken away since: then it concerns every change.
  if (state === "skipped" && !paths) return "missing";
  if (state !== "passed" && state !== "failed") return state;
  return exit_code === expected ? "passed" : "failed";
}

function stateOf(checks: readonly StandingWire[]): EvidenceWire["state"] {
  if (checks.length === 0) return "none";
  if (checks.some(({ state }) => state === "failed" || state === "timed_out")) return "failed";
  return checks.every(({ state }) => state === "passed" || state === "skipped")
    ? "passed"
    : "missing";
}

/** Whether nothing that is asked for is red or missing. */
export const isProven = ({ state }: EvidenceWire): boolean =>
  state === "none" || state === "passed";

/** What is wrong with the evidence, as the end of a sentence: "test failed (exit code 1), lint was not run". */
export function evidenceInWords({ checks }: EvidenceWire): string {
  const told = checks
    .filter(({ state }) => state !== "passed" && state !== "skipped")
    .map(
      ({ name, state, exit_code }) =>
        `${name} ${WORDS[state]}${state === "failed" && exit_code !== null ? ` (exit code ${exit_code})` : ""}`,
    );
  return told.join(", ");
}

const WORDS: Record<StandingWire["state"], string> = {
  passed: "passed",
  skipped: "was skipped, because no changed file concerns it",
  failed: "failed",
  timed_out: "took too long",
  not_run: "was not run",
  missing: "has no result for this commit",
};

/** Approval is refused while checks are red or missing, unless its reason is given. */
export function notProven(ref: string, evidence: EvidenceWire): DomainError {
  return new DomainError(
    "conflict",
    `${ref} cannot be approved as it is: ${evidenceInWords(evidence)}`,
    {
      evidence: evidence.state,
      reason: "checks",
      fix: "reject it with what has to pass, or approve it with `override` and the reason",
    },
  );
}
