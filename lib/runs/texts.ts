import { config } from "@/lib/core/config";
import type { Context } from "@/lib/core/context";

/** Texts are long, so fewer are removed at a time than other rows. */
const PAGE = 500;

/**
 * Removes the prompts and outputs of runs that ended before the retention time, with what was said to them, the text of their diffs and
 * the output of their checks, and returns the number of runs. Ids grow with time, so it walks from the oldest and stops at the first page without anything to
 * remove. Index: run_texts_pkey, runs_pkey, run_changes_pkey, run_checks_run_id_commit_sha_name_key, run_messages_run_id_seq_key.
 */
export async function removeOldTexts(ctx: Context, days = config.runTextDays): Promise<number> {
  for (let removed = 0, after = 0; ; ) {
    const [page] = await ctx.db.$queryRaw<{ last: number | null; removed: number }[]>`
      WITH page AS (
        SELECT x.run_id, r.finished_at < clock_timestamp() - ${days}::int * interval '1 day' AS is_old
        FROM run_texts x JOIN runs r ON r.id = x.run_id WHERE x.run_id > ${after} ORDER BY x.run_id LIMIT ${PAGE}
      ), gone AS (
        DELETE FROM run_texts WHERE run_id IN (SELECT run_id FROM page WHERE is_old) RETURNING run_id
      ), changes AS (
        UPDATE run_changes SET diff = NULL, diff_truncated = true WHERE diff IS NOT NULL AND run_id IN (SELECT run_id FROM gone)
      ), messages AS (
        DELETE FROM run_messages WHERE run_id IN (SELECT run_id FROM gone)
      ), sinces AS (
        UPDATE run_change_sinces SET diff = NULL, diff_truncated = true WHERE diff IS NOT NULL AND run_id IN (SELECT run_id FROM gone)
      ), meters AS (
        DELETE FROM run_meters WHERE run_id IN (SELECT run_id FROM gone)
      ), checks AS (
        UPDATE run_checks SET output = '' WHERE output <> '' AND run_id IN (SELECT run_id FROM gone)
      )
      SELECT (SELECT max(run_id) FROM page) AS last, (SELECT count(*)::int FROM gone) AS removed`;
    if (!page?.removed || page.last === null) return removed;
    removed += page.removed;
    after = page.last;
  }
}
