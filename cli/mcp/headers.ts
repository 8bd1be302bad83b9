import type { Settings } from "../settings";
import type { Message } from "./message";

/** The key in a request's `_meta` that names the protocol revision (2026). */
const REVISION_KEY = "io.modelcontextprotocol/protocolVersion";

/** Which field of a request its `Mcp-Name` header repeats (revision 2026-07-28). */
const NAME_FIELD: Record<string, string> = {
  "tools/call": "name",
  "prompts/get": "name",
  "resources/read": "uri",
};

export interface Session {
  /** The revision that `initialize` negotiated, for clients of the 2025 revisions. */
  revision: string | null;
  id: string | null;
}

/** The HTTP headers for one message: credentials, protocol revision, and the fields that the revision wants repeated. */
export function headersFor(
  message: Message,
  session: Session,
  settings: Settings,
): Record<string, string> {
  const headers: Record<string, string> = {
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
  };
  if (settings.key !== null) headers.authorization = `Bearer ${settings.key}`;
  if (settings.project !== null) headers["x-project"] = settings.project;
  if (settings.agent !== null) headers["x-agent-name"] = settings.agent;
  if (session.id !== null) headers["mcp-session-id"] = session.id;
  const own = message.params?._meta?.[REVISION_KEY];
  if (typeof own === "string" && message.method !== undefined) {
    headers["mcp-protocol-version"] = own;
    headers["mcp-method"] = message.method;
    const name = message.params?.[NAME_FIELD[message.method] ?? ""];
    if (typeof name === "string") headers["mcp-name"] = encoded(name);
  } else if (session.revision !== null && message.method !== "initialize") {
    headers["mcp-protocol-version"] = session.revision;
  }
  return headers;
}

/** Headers can hold visible ASCII only; anything else is sent as marked Base64. */
function encoded(value: string): string {
  const isPlain = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value) && !value.startsWith("=?");
  return isPlain ? value : `=?base64?${Buffer.from(value).toString("base64")}?=`;
}
