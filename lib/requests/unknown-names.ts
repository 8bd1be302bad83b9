import type { Queryable } from "@/lib/core/database";

/** Those of nobody who may answer, a person, an agent or a general key, with their places. Viewers and expired keys may not. Index: users_username_key, agents_name_key. */
export async function unknownNames(
  db: Queryable,
  names: readonly string[],
): Promise<{ name: string; at: number }[]> {
  if (names.length === 0) return [];
  return db.$queryRaw`
    SELECT n.name, n.at::int - 1 AS at FROM unnest(${[...names]}::text[]) WITH ORDINALITY AS n (name, at)
    WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.username = n.name AND u.disabled_at IS NULL AND u.role <> 'viewer')
      AND NOT EXISTS (SELECT 1 FROM agents a WHERE a.name = n.name AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM api_keys k WHERE k.name = n.name AND k.agent_id IS NULL AND k.revoked_at IS NULL AND k.role <> 'viewer'
        AND (k.expires_at IS NULL OR k.expires_at > now()))
    ORDER BY n.at`;
}
