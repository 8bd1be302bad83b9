/** A JSON-RPC message as it goes over the wire; what is in it is for the two ends. */
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

/** Whether an answer is owed to it. */
export function isRequest(message: Message): message is Message & { id: string | number } {
  return message.method !== undefined && message.id !== undefined && message.id !== null;
}

/** Codes of JSON-RPC, and one of its range for servers: Baton could not be asked. */
export const CODES = { parse: -32_700, invalid: -32_600, upstream: -32_000 } as const;

export function errorAnswer(id: Message["id"], code: number, message: string): Message {
  return { jsonrpc: "2.0", id: id ?? null, error: { code, message } };
}
