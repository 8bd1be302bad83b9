import { KeyGuesses } from "@/lib/auth/keys/key-guesses";
import { actorOfKey } from "@/lib/auth/keys/keys";
import { actorOfSession } from "@/lib/auth/sessions/sessions";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import type { Actor } from "@/lib/core/actor";
import { type Database, database } from "@/lib/core/database";
import { DomainError, invalid } from "@/lib/core/errors";
import { bindDefineRoute } from "@/lib/http/define-route";

const SCHEMES = /^(?:Bearer|ApiKey|Token)\s+(\S+)\s*$/i;
const AGENT_NAME = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/;

const guesses = new KeyGuesses();

function apiKeyOf(request: Request): string | null {
  const header = request.headers.get("x-api-key");
  if (header) return header.trim();
  return request.headers.get("authorization")?.match(SCHEMES)?.[1] ?? null;
}

/**
 * Authenticates the caller: by API key (`x-api-key`, or Authorization with Bearer, ApiKey or Token), else by the
 * browser's session.
 */
export async function authenticate(
  request: Request,
  db: Database = database(),
  options: { fresh?: boolean } = {},
): Promise<Actor | null> {
  const key = apiKeyOf(request);
  if (key === null) return actorOfSession(request, db);
  const agentName = request.headers.get("x-agent-name")?.trim() || null;
  if (agentName !== null && !AGENT_NAME.test(agentName)) {
    throw invalid(
      "x-agent-name",
      "must be 1 to 100 letters, digits, spaces, dots, dashes or underscores",
    );
  }
  const address = clientAddress(request.headers);
  guesses.admit(address, key);
  try {
    const actor = await actorOfKey(db, key, agentName, options);
    guesses.worked(address, key);
    return actor;
  } catch (error) {
    const isUnknown = error instanceof DomainError && error.code === "unauthenticated";
    if (isUnknown) guesses.failed(address, key);
    throw error;
  }
}

export const defineRoute = bindDefineRoute(authenticate);
