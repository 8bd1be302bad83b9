import * as mcp from "@/app/api/mcp/route";
import { routes } from "@/app/api/openapi.json/routes";
import { newKey } from "@/lib/auth/keys/secrets";
import type { Role } from "@/lib/core/actor";
import type { Database } from "@/lib/core/database";
import { type Call, caller, type Routes } from "./http";

/** Every route of the API on the given database, called as a client would. */
export function wholeApi(db: Database): Call {
  const served: Routes = Object.fromEntries(
    Object.entries(routes).map(([path, module]) => [
      path.replace(/\{(\w+)\}/g, "[$1]"),
      module as Routes[string],
    ]),
  );
  return caller(db, served);
}

interface KeyOf {
  name?: string;
  kind?: "user" | "agent" | "run";
  role?: Role;
  agentId?: number;
  runId?: number;
  projectId?: number;
  expiresAt?: Date;
  revokedAt?: Date;
}

/** A key of any kind, in the clear. */
export async function givenKey(db: Database, key: KeyOf): Promise<string> {
  const { key: secret, keyHash, keyPrefix } = newKey(key.kind ?? (key.agentId ? "agent" : "user"));
  await db.apiKey.create({
    data: {
      name: key.name ?? "of a test",
      kind: key.kind ?? (key.agentId ? "agent" : "user"),
      keyHash,
      keyPrefix,
      role: key.role ?? "operator",
      agentId: key.agentId ?? null,
      runId: key.runId ?? null,
      projectId: key.projectId ?? null,
      expiresAt: key.expiresAt ?? null,
      revokedAt: key.revokedAt ?? null,
      createdBy: "test",
    },
  });
  return secret;
}

/** Calls one MCP tool in one request, as a client of the revisions of 2025 may; returns the text of its first block. */
export async function callTool(
  key: string,
  name: string,
  args: Record<string, unknown> = {},
): Promise<string> {
  const request = new Request("http://baton.test/api/mcp", {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name, arguments: args },
    }),
  });
  const response = await mcp.POST(request);
  const answer = (await response.json()) as {
    result?: { content?: { text?: string }[] };
    error?: unknown;
  };
  return answer.result?.content?.[0]?.text ?? JSON.stringify(answer);
}
