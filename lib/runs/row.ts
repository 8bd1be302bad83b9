import { Prisma } from "@/lib/core/database";

/** The run `r` as a RunRow, with the process that works on it. Index: workers_pkey. */
export const RUN_JSON = Prisma.sql`to_jsonb(r) || jsonb_build_object('worker',
  (SELECT jsonb_build_object('id', w.id, 'host', w.host, 'pid', w.pid, 'version', w.version) FROM workers w WHERE w.id = r.worker_id))`;

/** What the open run `r` has said so far; null when that is nothing. Index: run_chunks_pkey. */
const STREAMED = Prisma.sql`NULLIF(COALESCE(r.output, '')
  || COALESCE((SELECT string_agg(c.data, '' ORDER BY c.seq) FROM run_chunks c WHERE c.run_id = r.id), ''), '')`;

/** The run `r` with what it has said, also while it is open. */
export const RUN_WITH_OUTPUT_JSON = Prisma.sql`${RUN_JSON} || jsonb_build_object('output',
  CASE WHEN r.outcome IS NULL THEN ${STREAMED} ELSE r.output END)`;
