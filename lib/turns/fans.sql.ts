import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";

/** One message to several agents, as a row. */
export interface FanRow {
  id: number;
  project_id: number | null;
  prompt: string;
  asked_by: string;
  parent_run_id: number | null;
  refused: { agent: string; problem: string }[];
  judge_run_id: number | null;
  judge_problem: string | null;
  picked_run_id: number | null;
  picked_by: string | null;
  pick_reason: string | null;
  picked_at: string | null;
  created_at: string;
}

export const FAN_JSON = Prisma.sql`to_jsonb(f)`;

/** Index: fans_pkey. */
export async function findFan({ db, actor }: Context, id: number): Promise<FanRow> {
  authorize(actor, "task.read");
  const [row] = await db.$queryRaw<{ fan: FanRow }[]>`
    SELECT ${FAN_JSON} AS fan FROM fans f WHERE f.id = ${id}`;
  const limit = projectLimitOf(actor);
  if (!row || (limit !== null && row.fan.project_id !== limit)) throw notFound("Fan");
  return row.fan;
}

/** Index: fans_pkey. */
export async function lockFan(db: Queryable, id: number): Promise<FanRow | null> {
  const [row] = await db.$queryRaw<{ fan: FanRow }[]>`
    SELECT ${FAN_JSON} AS fan FROM fans f WHERE f.id = ${id} FOR NO KEY UPDATE OF f`;
  return row?.fan ?? null;
}

/** Index: fans_pkey. */
export async function updateFan(db: Queryable, id: number, set: Prisma.Sql): Promise<FanRow> {
  const [row] = await db.$queryRaw<{ fan: FanRow }[]>`
    UPDATE fans f SET ${set} WHERE f.id = ${id} RETURNING ${FAN_JSON} AS fan`;
  return (row as { fan: FanRow }).fan;
}
