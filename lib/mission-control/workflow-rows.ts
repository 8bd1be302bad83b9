import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import type { Definition } from "@/lib/workflows/definition/schema";
import type { WorkflowModel } from "@/prisma/generated/models";

/** What a workflow of these clients is: a template with one stage, or a pipeline of templates. */
export type ClientKind = "template" | "pipeline";

export interface ClientWorkflow {
  row: WorkflowModel;
  definition: Definition;
}

/** Those of a kind that the actor may read, the most used first. Index: workflows_pkey; these clients have few. */
export async function clientWorkflows(
  ctx: Context,
  kind: ClientKind,
  only?: { ids: readonly number[] },
): Promise<ClientWorkflow[]> {
  const limit = projectLimitOf(ctx.actor);
  authorize(ctx.actor, "workflow.read", { projectId: limit ?? undefined });
  const rows = await ctx.db.workflow.findMany({
    where: {
      kind,
      archivedAt: null,
      ...(limit === null ? {} : { projectId: limit }),
      ...(only ? { id: { in: [...only.ids] } } : {}),
    },
    include: { versions: { orderBy: { version: "desc" }, take: 1 } },
    orderBy: [{ useCount: "desc" }, { id: "asc" }],
  });
  return rows.flatMap(({ versions: [latest], ...row }) =>
    // Parsed and checked when it was stored.
    latest ? [{ row, definition: latest.definition as unknown as Definition }] : [],
  );
}

const NAMES = { template: "Template", pipeline: "Pipeline" } as const;

/** One of them. Fails with `invalid` where none is named, and with `not_found`. */
export async function clientWorkflow(
  ctx: Context,
  kind: ClientKind,
  id: number | undefined,
): Promise<ClientWorkflow> {
  if (id === undefined) {
    throw new DomainError("invalid", `${NAMES[kind]} ID is required`, {
      problems: [{ field: "id", rule: "is required" }],
    });
  }
  const [found] = await clientWorkflows(ctx, kind, { ids: [id] });
  if (found) return found;
  throw new DomainError("not_found", `${NAMES[kind]} not found`);
}

/** Counts a use, as these clients do by sending the id alone. */
export async function countUse(tx: TxContext, { id, projectId }: WorkflowModel): Promise<void> {
  authorize(tx.actor, "workflow.define", { projectId });
  await tx.db.workflow.update({
    where: { id },
    data: { useCount: { increment: 1 }, lastUsedAt: tx.clock.now() },
  });
}

const MAX_SLUG = 60;

/** A name for a workflow, which must be unique: theirs are free text, and several may be the same. */
export async function freeName(tx: TxContext, name: string, kind: ClientKind): Promise<string> {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, MAX_SLUG);
  const base = slug || kind;
  const taken = await tx.db.workflow.findMany({
    where: { name: { startsWith: base, mode: "insensitive" } },
    select: { name: true },
  });
  const names = new Set(taken.map((each) => each.name.toLowerCase()));
  if (!names.has(base)) return base;
  for (let number = 2; ; number++) if (!names.has(`${base}-${number}`)) return `${base}-${number}`;
}
