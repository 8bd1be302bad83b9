import { Prisma } from "@/lib/core/database";

/** The columns of a verdict, as the model names them: from `quality_reviews`, or what an insert returns. */
export const REVIEW_COLUMNS = Prisma.sql`id, task_id AS "taskId", reviewer, reviewer_kind AS "reviewerKind", status::text, notes, cycle,
  resolution_hash AS "resolutionHash", applied, override_reason AS "overrideReason", run_id AS "runId", work_run_id AS "workRunId",
  created_at AS "createdAt"`;
