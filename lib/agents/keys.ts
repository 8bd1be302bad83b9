import { expiryOf } from "@/lib/auth/keys/issue-key";
import { createApiKey, revokeApiKey } from "@/lib/auth/keys/keys";
import { authorize } from "@/lib/auth/permissions";
import type { Role } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import type { ApiKeyModel } from "@/prisma/generated/models";
import { authorizeAgent } from "./authorize";
import { type AgentRef, findAgent } from "./find";
import type { AgentRow } from "./row";
import type { CreateAgentKey } from "./schema";
import type { AgentKeyWire } from "./shapes";

/** The scopes of a key that was created without any: it may work as its agent. */
const DEFAULT_SCOPES = ["operator", "agent:self"] as const;

/** An agent's keys, the newest first, without the keys themselves. */
export async function listAgentKeys(
  ctx: Context,
  ref: AgentRef,
): Promise<{ agent: AgentRow; keys: ApiKeyModel[] }> {
  authorize(ctx.actor, "key.read");
  const agent = await findAgent(ctx.db, ref);
  const keys = await ctx.db.apiKey.findMany({
    where: { agentId: agent.id, kind: "agent" },
    orderBy: { id: "desc" },
  });
  return { agent, keys };
}

/** Creates a key that acts as this agent. The key itself is returned only here. */
export async function createAgentKey(
  ctx: Context,
  ref: AgentRef,
  input: CreateAgentKey,
): Promise<{ row: ApiKeyModel; key: string }> {
  authorize(ctx.actor, "key.manage", { projectId: input.project_id ?? undefined });
  const agent = await findAgent(ctx.db, ref);
  // The agent's own key reads its notes and speaks for it: a key for one project hands out none beyond it.
  await authorizeAgent(ctx, "agent.manage", agent.name);
  const scopes = input.scopes?.length ? [...new Set(input.scopes)] : [...DEFAULT_SCOPES];
  if (input.project_id != null) {
    const project = await ctx.db.project.findUnique({
      where: { id: input.project_id },
      select: { id: true },
    });
    if (!project) throw invalid("project_id", `there is no project ${input.project_id}`);
  }
  return createApiKey(ctx, {
    name: input.name,
    kind: "agent",
    role: roleOf(scopes),
    scopes,
    agentId: agent.id,
    projectId: input.project_id ?? null,
    expiresAt: await expiryOf(ctx, input),
  });
}

export async function revokeAgentKey(
  ctx: Context,
  ref: AgentRef,
  keyId: number,
): Promise<{ revokedAt: Date }> {
  authorize(ctx.actor, "key.manage");
  const agent = await findAgent(ctx.db, ref);
  return revokeApiKey(ctx, { id: keyId, agentId: agent.id });
}

/**
 * The role that a key's scopes give it: the highest one they name. If they name none, a key that may act as its agent is an
 * operator, which `authorize` restricts to that agent, and any other key is a viewer.
 */
export function roleOf(scopes: readonly string[]): Role {
  if (scopes.includes("admin")) return "admin";
  if (scopes.includes("operator")) return "operator";
  if (scopes.includes("viewer")) return "viewer";
  return scopes.some((scope) => ACTING.includes(scope)) ? "operator" : "viewer";
}

const ACTING = ["agent:self", "agent:heartbeat", "agent:messages"];

export function agentKeyToWire(key: ApiKeyModel): AgentKeyWire {
  return {
    id: key.id,
    name: key.name,
    key_prefix: key.keyPrefix,
    scopes: key.scopes,
    project_id: key.projectId,
    created_by: key.createdBy,
    expires_at: toUnixSeconds(key.expiresAt),
    revoked_at: toUnixSeconds(key.revokedAt),
    last_used_at: toUnixSeconds(key.lastUsedAt),
    created_at: toUnixSeconds(key.createdAt),
    updated_at: toUnixSeconds(key.updatedAt),
  };
}
