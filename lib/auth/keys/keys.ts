import { requireProof } from "@/lib/auth/sessions/proof";
import type { Actor, Role } from "@/lib/core/actor";
import { config } from "@/lib/core/config";
import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/database";
import { DomainError, notFound } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import type { ApiKeyModel } from "@/prisma/generated/models";
import { knownKey, lookupBegins, rememberKey } from "./known-keys";
import { newKey, sameSecret, sha256 } from "./secrets";

/** The name of creators and authors that act by a general key. Existing clients expect this one. */
export const KEY_ACTOR_NAME = "API Access";

const USED_EVERY_MS = 60_000;

interface KeyRow {
  id: number;
  kind: string;
  name: string;
  role: Role;
  agent_id: number | null;
  agent_name: string | null;
  project_id: number | null;
  run_id: number | null;
  /** How long the key has before it expires by the database's clock; null for ever. */
  lives_ms: number | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
}

/**
 * The actor that a key belongs to. Fails with `unauthenticated` for unknown, revoked and expired keys, and says which: whoever has the
 * key may know. A key that worked a moment ago is not looked up again, unless `fresh` (docs/decisions/0073).
 */
export async function actorOfKey(
  db: Transaction,
  key: string,
  agentName: string | null,
  { fresh = false }: { fresh?: boolean } = {},
): Promise<Actor> {
  const bootstrap = config.bootstrapApiKey;
  if (bootstrap && sameSecret(key, bootstrap)) {
    return {
      kind: "key",
      keyId: 0,
      name: KEY_ACTOR_NAME,
      role: "admin",
      projectId: null,
      agentName,
    };
  }
  const hash = sha256(key);
  const known = fresh ? undefined : (knownKey(hash) as KeyRow | undefined);
  const row = known ?? (await lookUp(db, hash));
  if (row.agent_id !== null && row.agent_name !== null) {
    if (agentName !== null && agentName !== row.agent_name && row.role !== "admin") {
      throw new DomainError(
        "forbidden",
        `Access denied: this key belongs to agent ${row.agent_name}, not ${agentName}.`,
        { fix: "leave x-agent-name out, or use that agent's key" },
      );
    }
    return {
      kind: "agent",
      name: row.agent_name,
      agentId: row.agent_id,
      keyId: row.id,
      role: row.role,
      projectId: row.project_id,
      runId: row.run_id,
    };
  }
  return {
    kind: "key",
    keyId: row.id,
    name: row.kind === "bootstrap" ? KEY_ACTOR_NAME : row.name,
    role: row.role,
    projectId: row.project_id,
    agentName,
  };
}

/** Looks a key up by its hash; refuses one that does not work. Index: api_keys_key_hash_key. */
async function lookUp(db: Transaction, hash: string): Promise<KeyRow> {
  const lookup = lookupBegins();
  const [row] = await db.$queryRaw<KeyRow[]>`
    SELECT k.id, k.kind, k.name, k.role, k.agent_id, a.name AS agent_name, k.project_id, k.run_id,
           (extract(epoch FROM k.expires_at - clock_timestamp()) * 1000)::double precision AS lives_ms,
           COALESCE(k.revoked_at, a.deleted_at) AS revoked_at, k.last_used_at
    FROM api_keys k LEFT JOIN agents a ON a.id = k.agent_id
    WHERE k.key_hash = ${hash}`;
  if (!row)
    throw refused("The API key is not known", "check the key, or create one under Settings");
  if (row.revoked_at) throw refused("The API key was revoked", "use another key");
  if (row.lives_ms !== null && row.lives_ms <= 0) {
    throw refused("The API key has expired", "create a new key");
  }
  if (!row.last_used_at || Date.now() - row.last_used_at.getTime() > USED_EVERY_MS) {
    await db.$executeRaw`UPDATE api_keys SET last_used_at = now() WHERE id = ${row.id}`;
  }
  // The key of a run ends with the run, which many statements may end.
  if (row.run_id === null) rememberKey(hash, row, { lookup, livesMs: row.lives_ms });
  return row;
}

function refused(message: string, fix: string): DomainError {
  return new DomainError("unauthenticated", message, { fix });
}

export interface NewApiKey {
  name: string;
  /** A run's key is good for that run's task, as long as the run holds it. */
  kind: "user" | "agent" | "run";
  role: Role;
  scopes: string[];
  agentId?: number;
  runId?: number;
  projectId?: number | null;
  expiresAt?: Date | null;
}

/**
 * Creates a key and returns it in the clear, this once. The caller has been authorised; a person also needs a fresh proof of identity,
 * because the key outlives the session it was made in. A key for a run that was closed meanwhile is born revoked.
 */
export async function createApiKey(
  ctx: Context,
  input: NewApiKey,
): Promise<{ row: ApiKeyModel; key: string }> {
  await requireProof(ctx);
  const { key, keyHash, keyPrefix } = newKey(input.kind);
  const row = await ctx.transaction(async (tx) => {
    const isOver = input.runId !== undefined && !(await isRunOpen(tx.db, input.runId));
    const created = await tx.db.apiKey.create({
      data: {
        name: input.name,
        kind: input.kind,
        keyHash,
        keyPrefix,
        role: input.role,
        scopes: input.scopes,
        agentId: input.agentId ?? null,
        runId: input.runId ?? null,
        projectId: input.projectId ?? null,
        expiresAt: input.expiresAt ?? null,
        revokedAt: isOver ? ctx.clock.now() : null,
        createdBy: ctx.actor.name,
      },
    });
    await record(tx, {
      type: "auth.key_created",
      data: { id: created.id, name: created.name, key_prefix: keyPrefix, kind: created.kind },
    });
    return created;
  });
  return { row, key };
}

/** Also keeps the run from being closed before this transaction ends: who closes it revokes the keys that are there. */
async function isRunOpen(db: Transaction, runId: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM runs WHERE id = ${runId} AND outcome IS NULL FOR SHARE`;
  return rows.length > 0;
}

/** Lets the keys of an open run live as long as the run may, which goes on after it waited. Index: api_keys_run_idx. */
export async function extendRunKeys(ctx: Context, runId: number, until: Date): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE api_keys SET expires_at = ${until}, updated_at = clock_timestamp()
    WHERE run_id = ${runId} AND revoked_at IS NULL AND expires_at < ${until}`;
}

/** Revokes a key; its next request is refused. Revoking it again changes nothing. */
export async function revokeApiKey(
  ctx: Context,
  where: { id: number; agentId?: number },
): Promise<{ revokedAt: Date }> {
  return ctx.transaction(async (tx) => {
    const key = await tx.db.apiKey.findFirst({ where });
    if (!key) throw notFound("Key");
    if (key.revokedAt) return { revokedAt: key.revokedAt };
    const revokedAt = ctx.clock.now();
    await tx.db.apiKey.update({ where: { id: key.id }, data: { revokedAt, updatedAt: revokedAt } });
    await record(tx, {
      type: "auth.key_revoked",
      data: { id: key.id, name: key.name, key_prefix: key.keyPrefix },
    });
    return { revokedAt };
  });
}
