import { Prisma } from "@/lib/core/database";

/** The run `r` as a RunRow, with the process that works on it. Index: workers_pkey. */
export const RUN_JSON = Prisma.sql`to_jsonb(r) || jsonb_build_object('worker',
  (SELECT jsonb_build_object('id', w.id, 'host', w.host, 'pid', w.pid, 'version', w.version) FROM workers w WHERE w.id = r.worker_id))`;
