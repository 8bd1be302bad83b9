import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { likeText, type Prisma } from "@/lib/core/database";
import { invalid, notFound } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import type { TriggerModel } from "@/prisma/generated/models";
import type { ListTriggers, MatchOf, Preset, TriggerKind, TriggerTemplate } from "./schema";

/** A trigger with its valid secrets, the newest first: their ends, and as they are sealed. */
export interface TriggerRow extends TriggerModel {
  secrets: { hint: string; sealed: string; expiresAt: Date | null }[];
}

/** Index: trigger_secrets_trigger_id_id_idx. */
const withSecrets = () =>
  ({
    secrets: {
      select: { hint: true, sealed: true, expiresAt: true },
      where: { OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
      orderBy: { id: "desc" },
    },
  }) satisfies Prisma.TriggerInclude;

/** The template and what a trigger fires on, as they were parsed when they were stored. */
export const templateOf = ({ template }: Pick<TriggerModel, "template">): TriggerTemplate =>
  template as unknown as TriggerTemplate;
export const kindOf = ({ kind }: Pick<TriggerModel, "kind">): TriggerKind => kind as TriggerKind;
export const presetOf = ({ preset }: Pick<TriggerModel, "preset">): Preset | null =>
  preset as Preset | null;
export const matchOf = <K extends TriggerKind>({ match }: Pick<TriggerModel, "match">, _kind: K) =>
  match as unknown as MatchOf<K>;

/**
 * What the actor may manage: every trigger; with a key of one project, those that create its tasks and watch nothing else. Others
 * would show it what it may not read.
 */
function manageable(ctx: Context): Prisma.TriggerWhereInput {
  const limit = projectLimitOf(ctx.actor);
  authorize(ctx.actor, "trigger.manage", { projectId: limit ?? undefined });
  if (limit === null) return {};
  return {
    projectId: limit,
    OR: [{ kind: "webhook" }, { match: { path: ["project_id"], equals: limit } }],
  };
}

/** A page of the triggers the actor may manage, by id; `next` is the cursor of the page after it. */
export async function listTriggers(
  ctx: Context,
  { project_id, kind, limit, cursor = 0 }: ListTriggers,
): Promise<{ triggers: TriggerRow[]; next: string | null }> {
  const rows = await ctx.db.trigger.findMany({
    where: { AND: [manageable(ctx), { projectId: project_id, kind, id: { gt: cursor } }] },
    include: withSecrets(),
    orderBy: { id: "asc" },
    take: limit + 1,
  });
  const triggers = rows.slice(0, limit);
  return { triggers, next: rows.length > limit ? String(triggers.at(-1)?.id) : null };
}

/**
 * The trigger that a caller names by id or name. Fails with `not_found`, also for one that the caller may not manage, and with `invalid`
 * for a name that several projects use. Index: triggers_pkey, triggers_name_key.
 */
export async function readTrigger(ctx: Context, ref: string): Promise<TriggerRow> {
  const where = manageable(ctx);
  if (ref.includes("\0")) throw notFound("Trigger");
  const isId = /^\d+$/.test(ref);
  const found = await ctx.db.trigger.findMany({
    where: {
      AND: [
        where,
        isId
          ? { id: Number(ref) <= MAX_INT ? Number(ref) : -1 }
          : { name: { equals: likeText(ref), mode: "insensitive" } },
      ],
    },
    include: withSecrets(),
    orderBy: { id: "asc" },
    take: 2,
  });
  const [trigger, another] = found;
  if (!trigger) throw notFound(`Trigger ${ref.slice(0, 100)}`);
  if (another) {
    throw invalid("id", `several projects have a trigger ${trigger.name}`, { fix: "use its id" });
  }
  return trigger;
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockTrigger(tx: TxContext, ref: string): Promise<TriggerRow> {
  const { id } = await readTrigger(tx, ref);
  await lockTriggerRow(tx, id);
  return readTrigger(tx, String(id));
}

/** Locks a trigger's row and reads it anew, whoever acts; null if it is gone. */
export async function lockTriggerRow(tx: TxContext, id: number): Promise<TriggerModel | null> {
  await tx.db.$queryRaw`SELECT id FROM triggers WHERE id = ${id} FOR NO KEY UPDATE`;
  return tx.db.trigger.findUnique({ where: { id } });
}
