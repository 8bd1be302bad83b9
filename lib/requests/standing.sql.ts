import type { Queryable } from "@/lib/core/database";
import type { RunRow } from "@/lib/runs/wire";
import type { Question } from "./rules";

/**
 * The standing answer to a permission, and the note that it was used: the narrowest that fits the run's agent and project, of several
 * the newest. Null for other questions, for one that names who may answer it, and where that answer is none of its options: leaving out
 * "deny" must not bring a wider "allow" to light. Index: standing_answers_tool_idx.
 */
export async function standingAnswerFor(
  db: Queryable,
  run: Pick<RunRow, "agent" | "project_id">,
  { kind, tool, options, mayAnswer }: Question,
): Promise<{ id: number; option: string } | null> {
  if (kind !== "permission" || tool === null || mayAnswer.length > 0) return null;
  const [row] = await db.$queryRaw<{ id: number; option: string }[]>`
    UPDATE standing_answers SET used_count = used_count + 1, last_used_at = clock_timestamp()
    WHERE id = (
      SELECT s.id FROM standing_answers s
      WHERE s.tool = ${tool} AND s.revoked_at IS NULL AND COALESCE(s.expires_at, 'infinity') > clock_timestamp()
        AND (s.project_id IS NULL OR s.project_id = ${run.project_id}::int) AND (s.agent IS NULL OR s.agent = ${run.agent})
      ORDER BY s.agent IS NULL, s.project_id IS NULL, s.id DESC LIMIT 1)
      AND option = ANY(${options.map(({ id }) => id)}::text[])
    RETURNING id, option`;
  return row ?? null;
}
