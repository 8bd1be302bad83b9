import { Prisma } from "@/lib/core/database";

/** The run `r` as a RunRow, with the process that works on it. Index: workers_pkey. */
export const RUN_JSON = Prisma.sql`to_jsonb(r) || jsonb_build_object('worker',
  (SELECT jsonb_build_object('id', w.id, 'host', w.host, 'pid', w.pid, 'version', w.version) FROM workers w WHERE w.id = r.worker_id))`;

/** How much of what a run said is its output where it handed in none, in characters: the end of it. Its log has all. */
export const MOST_SAID = 1_000_000;

const OUTPUT = Prisma.sql`CASE WHEN r.outcome IS NULL
  THEN (SELECT string_agg(c.data, '' ORDER BY c.seq) FROM run_chunks c WHERE c.run_id = r.id
    AND c.total_length > (SELECT l.total_length FROM run_chunks l WHERE l.run_id = r.id ORDER BY l.seq DESC LIMIT 1) - ${MOST_SAID}::int)
  ELSE (SELECT x.output FROM run_texts x WHERE x.run_id = r.id) END`;

/** The output of the run `r`, also while it is open. Index: run_texts_pkey, run_chunks_pkey. */
export const RUN_WITH_OUTPUT_JSON = Prisma.sql`${RUN_JSON} || jsonb_build_object('output', ${OUTPUT})`;

/** The run `r` as a RunWithTexts. Index: run_texts_pkey, run_chunks_pkey. */
export const RUN_WITH_TEXTS_JSON = Prisma.sql`${RUN_JSON} || jsonb_build_object('output', ${OUTPUT},
  'prompt', (SELECT x.prompt FROM run_texts x WHERE x.run_id = r.id))`;
