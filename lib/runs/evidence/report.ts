import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, invalid, notFound } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { runEvent } from "@/lib/runs/record";
import { RUN_JSON } from "@/lib/runs/row";
import type { RunRow } from "@/lib/runs/wire";
import { evidenceOfRun } from "./evidence";
import type { EvidenceWire, ReportChange, ReportChecks } from "./schema";

/**
 * Records how checks ended on the commit that a run hands in. Only for its own agent, not for its own key, which its program has, and only while it is open:
 * `stale_run` afterwards. Results for other commits are forgotten. Fails with `invalid` for a check that the task does not have.
 */
export async function reportChecks(
  ctx: Context,
  runId: number,
  { commit, checks }: ReportChecks,
): Promise<EvidenceWire> {
  return ctx.transaction(async (tx) => {
    const run = await lockOpenRun(tx, runId);
    const { evidence: before } = await evidenceOfRun(tx, runId);
    for (const [at, { name, command }] of checks.entries()) {
      const asked = before.checks.find((check) => check.name === name);
      if (!asked) throw invalid(`checks.${at}.name`, unknownCheck(name, before));
      if (asked.command !== command)
        throw invalid(
          `checks.${at}.command`,
          "is not the command that is asked for now: read the checks again",
        );
      if (checks[at]?.state === "skipped" && asked.paths === null)
        throw invalid(`checks.${at}.state`, "cannot be skipped: the check concerns every change");
    }
    await tx.db
      .$executeRaw`DELETE FROM run_checks WHERE run_id = ${runId} AND commit_sha <> ${commit}`;
    for (const { name, command, state, exit_code, output, duration_ms } of checks) {
      await tx.db.$executeRaw`
        INSERT INTO run_checks (run_id, name, command, commit_sha, state, exit_code, output, duration_ms, reported_by)
        VALUES (${runId}, ${name}, ${command}, ${commit}, ${state}::check_state, ${exit_code}::int, ${output}, ${duration_ms}, ${tx.actor.name})
        ON CONFLICT (run_id, commit_sha, name) DO UPDATE SET command = EXCLUDED.command, state = EXCLUDED.state,
          exit_code = EXCLUDED.exit_code, output = EXCLUDED.output, duration_ms = EXCLUDED.duration_ms,
          reported_by = EXCLUDED.reported_by, created_at = clock_timestamp()`;
    }
    await record(tx, runEvent("run.updated", run));
    return (await evidenceOfRun(tx, runId)).evidence;
  });
}

/** Records the commit that a run hands in and what it changed, on the same terms. */
export async function reportChange(
  ctx: Context,
  runId: number,
  change: ReportChange,
): Promise<EvidenceWire> {
  return ctx.transaction(async (tx) => {
    const run = await lockOpenRun(tx, runId);
    const { branch, commit, base, files, diff, truncated, since } = change;
    await tx.db.$executeRaw`
      INSERT INTO run_changes (run_id, branch, commit_sha, base_sha, files, diff, diff_truncated)
      VALUES (${runId}, ${branch}, ${commit}, ${base}, ${JSON.stringify(files)}::jsonb, ${diff}, ${truncated})
      ON CONFLICT (run_id) DO UPDATE SET branch = EXCLUDED.branch, commit_sha = EXCLUDED.commit_sha, base_sha = EXCLUDED.base_sha,
        files = EXCLUDED.files, diff = EXCLUDED.diff, diff_truncated = EXCLUDED.diff_truncated, created_at = clock_timestamp()`;
    await tx.db.$executeRaw`DELETE FROM run_change_sinces WHERE run_id = ${runId}`;
    for (const { commit: from, ...to } of since)
      await tx.db.$executeRaw`
        INSERT INTO run_change_sinces (run_id, from_sha, files, diff, diff_truncated)
        VALUES (${runId}, ${from}, ${JSON.stringify(to.files)}::jsonb, ${to.diff}, ${to.truncated})`;
    await record(tx, runEvent("run.updated", run));
    return (await evidenceOfRun(tx, runId)).evidence;
  });
}

/** The run, locked so that it stays open until this is committed. Index: runs_pkey. */
async function lockOpenRun(tx: TxContext, runId: number): Promise<RunRow> {
  const [row] = await tx.db.$queryRaw<{ run: RunRow }[]>`
    SELECT ${RUN_JSON} AS run FROM (SELECT * FROM runs WHERE id = ${runId} FOR NO KEY UPDATE) r`;
  const limit = projectLimitOf(tx.actor);
  if (!row || (limit !== null && row.run.project_id !== limit)) throw notFound("Run");
  const { run } = row;
  authorize(tx.actor, "run.report", { agent: run.agent, taskRunId: run.id });
  if (run.outcome === null) return run;
  throw new DomainError("stale_run", `Run ${runId} is closed (${run.outcome})`, {
    run_id: runId,
    fix: "what was handed in stays as it was: claim the task again to hand in something else",
  });
}

function unknownCheck(name: string, { checks }: EvidenceWire): string {
  const names = checks.map((check) => check.name).join(", ");
  return checks.length > 0
    ? `there is no check "${name}": the task has ${names}`
    : `there is no check "${name}": the task has none`;
}
