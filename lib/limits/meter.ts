import { createHash } from "node:crypto";
import type { Context, TxContext } from "@/lib/core/context";

/** As many different calls of a run are counted; those that were made least often are forgotten. */
const MOST_KEYS = 64;
const LONGEST_CALL = 200;

/** What a run said it did: a call of a tool, or a changed file. */
export type Act = { kind: "tool"; key?: string | undefined; data: string } | { kind: "file" };

/** Notes the turns that an open run has taken: `turns` in all, or one more. Index: run_meters_pkey. */
export async function countTurns(tx: TxContext, runId: number, turns?: number): Promise<void> {
  await tx.db.$executeRaw`
    INSERT INTO run_meters AS m (run_id, turns) VALUES (${runId}, ${turns ?? 1}::int)
    ON CONFLICT (run_id) DO UPDATE SET turns = CASE WHEN ${turns === undefined} THEN m.turns + 1 ELSE GREATEST(m.turns, EXCLUDED.turns) END`;
}

/** Counts calls of tools. After a changed file they are counted anew: whoever changes something does not go in circles. */
export async function countCalls(ctx: Context, runId: number, acts: readonly Act[]): Promise<void> {
  if (acts.length === 0) return;
  await ctx.transaction(async (tx) => {
    const [row] = await tx.db.$queryRaw<{ calls: Record<string, number>; call: string | null }[]>`
      INSERT INTO run_meters AS m (run_id) VALUES (${runId}) ON CONFLICT (run_id) DO UPDATE SET run_id = m.run_id RETURNING calls, call`;
    const counted = countedBy(row?.calls ?? {}, acts, row?.call ?? null);
    await tx.db.$executeRaw`
      UPDATE run_meters SET calls = ${JSON.stringify(counted.calls)}::jsonb, most_calls = ${counted.most}, call = ${counted.call}
      WHERE run_id = ${runId}`;
  });
}

/** The counts after these acts, and the call that was made most often. Pure. */
export function countedBy(
  before: Readonly<Record<string, number>>,
  acts: readonly Act[],
  callBefore: string | null,
): { calls: Record<string, number>; most: number; call: string | null } {
  let calls = new Map(Object.entries(before));
  let call = callBefore;
  let most = Math.max(0, ...calls.values());
  for (const act of acts) {
    if (act.kind === "file") {
      calls = new Map();
      call = null;
      most = 0;
      continue;
    }
    const key = digest(act.key ?? act.data);
    const times = (calls.get(key) ?? 0) + 1;
    calls.set(key, times);
    if (times > most) {
      most = times;
      call = act.data.trim().split("\n")[0]?.slice(0, LONGEST_CALL).toWellFormed() ?? null;
    }
  }
  const kept = [...calls].sort(([, a], [, b]) => b - a).slice(0, MOST_KEYS);
  return { calls: Object.fromEntries(kept), most, call };
}

const digest = (key: string): string =>
  createHash("sha256").update(key).digest("base64url").slice(0, 16);
