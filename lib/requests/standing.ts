import { authorize } from "@/lib/auth/permissions";
import { hasRole, projectLimitOf } from "@/lib/core/actor";
import { fromUnixSeconds, toUnixSeconds } from "@/lib/core/clock";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, invalid, notFound } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import type { Prisma } from "@/prisma/generated/client";
import type { RequestRow } from "./row";
import type { AnswerBody, CreateStandingAnswer, ListStandingAnswers } from "./schema";
import type { StandingAnswerWire } from "./shapes";

const WITH_PROJECT = { project: { select: { name: true } } } as const;
type StandingAnswerRow = Prisma.StandingAnswerGetPayload<{ include: typeof WITH_PROJECT }>;

/**
 * Sets an answer to every permission for a tool from now on, in one project or in all, for one agent or for all. Fails with `forbidden`
 * for agents, and for all projects unless an admin asks.
 */
export async function createStandingAnswer(
  ctx: Context,
  input: CreateStandingAnswer,
): Promise<StandingAnswerRow> {
  const projectId = input.project_id ?? null;
  assertMayManage(ctx, projectId);
  const expiresAt = fromUnixSeconds(input.expires_at);
  if (expiresAt !== null && expiresAt <= ctx.clock.now())
    throw invalid("expires_at", "must be in the future");
  if (
    projectId !== null &&
    !(await ctx.db.project.findUnique({ where: { id: projectId }, select: { id: true } }))
  )
    throw invalid("project_id", `names no project: ${projectId}`);
  return ctx.transaction(async (tx) => {
    const made = await tx.db.standingAnswer.create({
      data: {
        tool: input.tool,
        option: input.option,
        projectId,
        agent: input.agent ?? null,
        createdBy: tx.actor.name,
        expiresAt,
      },
      include: WITH_PROJECT,
    });
    await noteInAudit(tx, made);
    return made;
  });
}

/** Answers the permissions like this one from now on: `remember` of an answer. */
export async function remember(
  tx: TxContext,
  { tool, project_id, agent }: RequestRow,
  option: string,
  { scope, expires_at }: NonNullable<AnswerBody["remember"]>,
): Promise<StandingAnswerRow> {
  if (tool === null || project_id === null)
    throw invalid("remember", "needs a tool and a project, and this request has none");
  const named = scope === "agent" ? agent : null;
  return createStandingAnswer(tx, { tool, option, project_id, agent: named, expires_at });
}

/** A page of standing answers, newest first. Index: standing_answers_pkey. */
export async function listStandingAnswers(
  ctx: Context,
  { project_id, active, limit, cursor }: ListStandingAnswers,
): Promise<{ answers: StandingAnswerRow[]; next: string | null }> {
  authorize(ctx.actor, "request.read");
  const own = projectLimitOf(ctx.actor);
  const inProject = own ?? project_id;
  const now = ctx.clock.now();
  const rows = await ctx.db.standingAnswer.findMany({
    where: {
      ...(inProject === undefined ? {} : { OR: [{ projectId: inProject }, { projectId: null }] }),
      ...(active
        ? { revokedAt: null, AND: [{ OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] }] }
        : {}),
      ...(cursor === undefined ? {} : { id: { lt: cursor } }),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
    include: WITH_PROJECT,
  });
  const answers = rows.slice(0, limit);
  const last = answers.at(-1);
  return { answers, next: rows.length > limit && last ? String(last.id) : null };
}

/** Ends a standing answer: the next permission like it is asked for again. Revoking it twice changes nothing. */
export async function revokeStandingAnswer(ctx: Context, id: number): Promise<StandingAnswerRow> {
  return ctx.transaction(async (tx) => {
    const found = await tx.db.standingAnswer.findUnique({ where: { id } });
    const limit = projectLimitOf(tx.actor);
    if (!found || (limit !== null && found.projectId !== limit)) throw notFound("Standing answer");
    assertMayManage(tx, found.projectId);
    const revoked = await tx.db.standingAnswer.update({
      where: { id },
      data: { revokedAt: found.revokedAt ?? tx.clock.now() },
      include: WITH_PROJECT,
    });
    if (found.revokedAt === null) await noteInAudit(tx, revoked);
    return revoked;
  });
}

/** What answers without asking belongs to the audit: the event is for admins only. */
function noteInAudit(tx: TxContext, row: StandingAnswerRow): Promise<void> {
  const { tool, option, agent, project_id, revoked_at } = standingAnswerToWire(row);
  return record(tx, {
    type: "settings.updated",
    projectId: row.projectId,
    data: {
      key: `standing_answer.${row.id}`,
      value: revoked_at === null ? { tool, option, agent, project_id } : null,
    },
  });
}

function assertMayManage(ctx: Context, projectId: number | null): void {
  authorize(ctx.actor, "standing.manage", projectId === null ? {} : { projectId });
  if (projectId !== null || hasRole(ctx.actor, "admin")) return;
  throw new DomainError("forbidden", "Only an admin answers for every project", {
    fix: "send project_id, or ask an admin",
  });
}

export function standingAnswerToWire(row: StandingAnswerRow): StandingAnswerWire {
  return {
    id: row.id,
    tool: row.tool,
    option: row.option,
    project_id: row.projectId,
    project_name: row.project?.name ?? null,
    agent: row.agent,
    created_by: row.createdBy,
    created_at: toUnixSeconds(row.createdAt),
    expires_at: toUnixSeconds(row.expiresAt),
    revoked_at: toUnixSeconds(row.revokedAt),
    used_count: row.usedCount,
    last_used_at: toUnixSeconds(row.lastUsedAt),
  };
}
