import { createHash } from "node:crypto";
import { callerOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError, invalid } from "@/lib/core/errors";
import { seal, unseal } from "@/lib/core/seal";

const MAX_KEY_LENGTH = 255;
/** Stored responses are sealed, because they contain data that only their caller may read. */
const PURPOSE = "idempotency";

interface StoredAnswer {
  request_hash: string;
  status: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * Runs a POST at most once per `Idempotency-Key` and caller, and answers a repeat with the first response. The command
 * and the record of its response are one transaction, so a crash leaves both or neither; a second request with the key
 * waits for the first. A refused request is not recorded and may be sent again.
 */
export async function answerOnce(
  ctx: Context,
  request: { key: string; method: string; path: string; body: unknown },
  handle: (ctx: Context) => Promise<Response>,
): Promise<Response> {
  assertKey(request.key);
  const hash = createHash("sha256")
    .update(`${request.method} ${request.path}\n${JSON.stringify(request.body)}`)
    .digest("hex");
  return ctx.transaction((tx) => attemptOnce(tx, request, hash, handle));
}

/** The key of a request whose command keeps it itself; undefined if it has none. */
export function idempotencyKeyOf(request: Request): string | undefined {
  const key = request.headers.get("idempotency-key");
  if (key === null) return undefined;
  assertKey(key);
  return key;
}

function assertKey(key: string): void {
  if (key.length > MAX_KEY_LENGTH || key.trim() === "") {
    throw invalid("Idempotency-Key", `must have 1 to ${MAX_KEY_LENGTH} characters`);
  }
}

async function attemptOnce(
  tx: TxContext,
  request: { key: string; method: string; path: string },
  hash: string,
  handle: (ctx: Context) => Promise<Response>,
): Promise<Response> {
  // The same key from two callers means two requests.
  const caller = callerOf(tx.actor);
  // Waits here while another request with the same key is in progress.
  const inserted = await tx.db.$executeRaw`
    INSERT INTO idempotency_keys (caller, key, method, path, request_hash)
    VALUES (${caller}, ${request.key}, ${request.method}, ${request.path}, ${hash})
    ON CONFLICT DO NOTHING`;
  if (inserted === 0) return replay(tx.db, caller, request.key, hash);

  const response = await handle(tx);
  const body = await response.text();
  const headers = Object.fromEntries(response.headers);
  await tx.db.$executeRaw`
    UPDATE idempotency_keys
    SET status = ${response.status}, headers = ${JSON.stringify(headers)}::jsonb, body = ${seal(PURPOSE, withoutSecrets(body))}, completed_at = now()
    WHERE caller = ${caller} AND key = ${request.key}`;
  return new Response(body, { status: response.status, headers });
}

const API_KEY = /^mc[ar]?_[0-9a-f]{40,}$/;
const SHOWN_ONCE =
  "An API key is shown once, with the first answer; revoke this one and make another";

/** The response without API keys: a repeat must not show them again, least of all after they were revoked. */
function withoutSecrets(body: string): string {
  if (!/"mc[ar]?_/.test(body)) return body;
  const answer: unknown = JSON.parse(body);
  if (typeof answer !== "object" || answer === null) return body;
  const entries = Object.entries(answer);
  const kept = entries.filter(([, value]) => !(typeof value === "string" && API_KEY.test(value)));
  if (kept.length === entries.length) return body;
  return JSON.stringify({ ...Object.fromEntries(kept), api_key_note: SHOWN_ONCE });
}

async function replay(db: Queryable, caller: string, key: string, hash: string): Promise<Response> {
  const [stored] = await db.$queryRaw<StoredAnswer[]>`
    SELECT request_hash, status, headers, body FROM idempotency_keys WHERE caller = ${caller} AND key = ${key}`;
  if (!stored)
    throw new DomainError("conflict", "The request with this Idempotency-Key is not finished");
  if (stored.request_hash !== hash) {
    throw new DomainError("conflict", "This Idempotency-Key was used for a different request", {
      fix: "use a new key for a new request",
    });
  }
  return new Response(unseal(PURPOSE, stored.body), {
    status: stored.status,
    headers: { ...stored.headers, "idempotency-replayed": "true" },
  });
}
