/** A JSON-RPC message. The bridge reads only these fields and forwards the rest unseen. */
export interface Message {
  jsonrpc: "2.0";
  id?: string | number | null;
  method?: string;
  params?: { _meta?: Record<string, unknown>; [key: string]: unknown };
  result?: { protocolVersion?: unknown; tools?: unknown; [key: string]: unknown };
  error?: { code: number; message: string; data?: unknown };
}

export function isMessage(value: unknown): value is Message {
  return typeof value === "object" && value !== null && (value as Message).jsonrpc === "2.0";
}

/** Whether the message expects an answer. */
export function isRequest(message: Message): message is Message & { id: string | number } {
  return message.method !== undefined && message.id !== undefined && message.id !== null;
}

/** JSON-RPC error codes, with one from the server range for when Baton cannot be reached. */
export const CODES = { parse: -32_700, invalid: -32_600, upstream: -32_000 } as const;

export function errorAnswer(id: Message["id"], code: number, message: string): Message {
  return { jsonrpc: "2.0", id: id ?? null, error: { code, message } };
}
