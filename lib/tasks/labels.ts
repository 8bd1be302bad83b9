import { z } from "zod";
import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { LongPageLimit, MAX_INT, numberParam, text } from "@/lib/core/fields";
import { defineJob } from "@/lib/core/jobs";
import { lockNamed } from "@/lib/core/locks";

export const ListLabels = z.strictObject({
  project_id: numberParam(1, MAX_INT).optional(),
  /** The first letters, in any case. */
  q: text(100).optional(),
  limit: LongPageLimit,
});
export type ListLabels = z.output<typeof ListLabels>;

export const LabelsResponse = z.strictObject({
  labels: z.array(z.strictObject({ label: z.string(), count: z.int() })),
  /** Whether other labels match as well. */
  has_more: z.boolean(),
});
export type LabelsWire = z.output<typeof LabelsResponse>;

const ALL_PROJECTS = 0;
/** Greater than every character, so that a prefix and this are the end of what begins with the prefix. */
const LAST_CHARACTER = "\u{10ffff}";

/**
 * The labels of a project's tasks, or of all projects, with how many tasks have each; archived tasks do not count. The most used ones
 * come first; with `q` those that begin with it, in the order of their letters. Reads no more than a page of counts and the changes
 * of the last minute. Index: label_counts_project_id_n_label_idx, label_counts_letters_idx.
 */
export async function listLabels(ctx: Context, query: ListLabels): Promise<LabelsWire> {
  authorize(ctx.actor, "task.read", { projectId: query.project_id });
  const project = query.project_id ?? projectLimitOf(ctx.actor) ?? ALL_PROJECTS;
  const prefix = query.q?.trim() ?? "";
  const ofProject =
    project === ALL_PROJECTS ? Prisma.sql`true` : Prisma.sql`project_id = ${project}`;
  const letters = Prisma.sql`lower(label) COLLATE "C"`;
  const begins =
    prefix === ""
      ? Prisma.sql`true`
      : Prisma.sql`${letters} >= lower(${prefix}) AND ${letters} < lower(${prefix}) || ${LAST_CHARACTER}`;
  const order = prefix === "" ? Prisma.sql`n DESC, label` : Prisma.sql`${letters}, label`;
  const rows = await ctx.db.$queryRaw<{ label: string; count: number }[]>`
    WITH changed AS (
      SELECT label, sum(n) AS n FROM label_count_changes
      WHERE ${ofProject} AND ${begins} GROUP BY label
    ), page AS (
      SELECT label FROM label_counts WHERE project_id = ${project} AND ${begins}
      ORDER BY ${order} LIMIT ${query.limit + 1}::int + (SELECT count(*) FROM changed)
    ), counted AS (
      SELECT label, COALESCE((SELECT n FROM label_counts f WHERE f.project_id = ${project} AND f.label = c.label), 0)
        + COALESCE((SELECT n FROM changed d WHERE d.label = c.label), 0) AS n
      FROM (SELECT label FROM page UNION SELECT label FROM changed) c
    )
    SELECT label, n::int AS count FROM counted WHERE n > 0 ORDER BY ${order} LIMIT ${query.limit + 1}::int`;
  return { labels: rows.slice(0, query.limit), has_more: rows.length > query.limit };
}

/** Changes per transaction. */
const FOLDED_PER_TRANSACTION = 5_000;

/** Folds the changes that tasks wrote into the counts of labels. What readers see stays the same. */
export async function foldLabelCounts(ctx: Context): Promise<{ folded: number }> {
  for (let folded = 0; ; ) {
    const some = await ctx.transaction(async (tx) => {
      await lockNamed(tx.db, "label-counts");
      const [row] = await tx.db.$queryRaw<
        { n: number }[]
      >`SELECT fold_label_counts(${FOLDED_PER_TRANSACTION}::int) AS n`;
      return row?.n ?? 0;
    });
    folded += some;
    if (some < FOLDED_PER_TRANSACTION) return { folded };
  }
}

export const foldLabelCountsJob = defineJob({
  name: "foldLabelCounts",
  payload: z.strictObject({}),
  description: "Adds the labels of the last minute to the counts of labels.",
  pool: "upkeep",
  periodic: "* * * * *",
  run: (ctx) => foldLabelCounts(ctx),
});
