import type { Settings } from "../settings";
import type { Message } from "./message";

/** The key under which a request of the 2026 revision names its revision. */
const REVISION_KEY = "io.modelcontextprotocol/protocolVersion";

/** Which field of a request its `Mcp-Name` header repeats (revision 2026-07-28). */
const NAME_FIELD: Record<string, string> = {
  "tools/call": "name",
  "prompts/get": "name",
  "resources/read": "uri",
};

export interface Session {
  /** The revision that `initialize` agreed on, for clients of 2025. */
  revision: string | null;
  id: string | null;
}

/** The headers of one message's request: who calls, in which revision, and what the revision wants repeated. */
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

/** A header holds visible ASCII; anything else is sent in Base64, marked as such. */
function encoded(value: string): string {
  const isPlain = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value) && !value.startsWith("=?");
  return isPlain ? value : `=?base64?${Buffer.from(value).toString("base64")}?=`;
}
