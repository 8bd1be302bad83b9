import type { CallToolResult } from "@modelcontextprotocol/server";
import type { DomainError, ErrorCode } from "@/lib/core/errors";
import { sentence } from "./arguments";
import { ticketToJson } from "./ticket";
import type { Answer } from "./tool";
import { encodeBoard, encodedOk, encodeError, encodeTicket, encodeTickets } from "./toon";

export type Format = "toon" | "json";

/** A tool's result as an MCP answer: one block of TOON/1, or JSON with the same object as structured content. */
export function written(answer: Answer, format: Format): CallToolResult {
  if (format === "json") {
    const structuredContent = toJson(answer);
    return {
      content: [{ type: "text", text: JSON.stringify(structuredContent) }],
      structuredContent,
    };
  }
  const content: CallToolResult["content"] = [{ type: "text", text: toToon(answer) }];
  if ("more" in answer && answer.more) content.push({ type: "text", text: answer.more.text });
  return { content };
}

function toToon(answer: Answer): string {
  switch (answer.kind) {
    case "ok":
      return encodedOk;
    case "ticket":
      return encodeTicket(answer.ticket);
    case "tickets":
      return encodeTickets(answer.tickets);
    case "board":
      return encodeBoard(answer.columns);
    case "request":
    case "requests":
      return JSON.stringify(toJson(answer));
    case "why":
      return answer.text;
    case "diagram":
      return `\`\`\`mermaid\n${answer.mermaid.trimEnd()}\n\`\`\``;
  }
}

function toJson(answer: Answer): Record<string, unknown> {
  switch (answer.kind) {
    case "ok":
      return { ok: true };
    case "ticket":
      return { ticket: ticketToJson(answer.ticket), ...answer.more?.fields };
    case "tickets":
      return { tickets: answer.tickets.map(ticketToJson), ...answer.more?.fields };
    case "board":
      return {
        columns: answer.columns.map(({ status, tickets, total }) => ({
          status,
          total,
          tickets: tickets.map(ticketToJson),
        })),
      };
    case "request":
      return { request: answer.request, ...(answer.next ? { next: answer.next } : {}) };
    case "requests":
      return { requests: answer.requests };
    case "why":
      return { ...answer.explanation };
    case "diagram":
      return { mermaid: answer.mermaid };
  }
}

/** The TOON/1 code of each refusal, as in `ERR{code:…}`. */
const TOON_WORDS: Record<
  ErrorCode,
  "invalid" | "not_found" | "conflict" | "seq_blocked" | "internal"
> = {
  invalid: "invalid",
  unauthenticated: "invalid",
  forbidden: "invalid",
  not_found: "not_found",
  conflict: "conflict",
  stale_etag: "conflict",
  seq_blocked: "seq_blocked",
  blocked: "conflict",
  at_capacity: "conflict",
  stale_run: "conflict",
  review_required: "conflict",
  payload_too_large: "invalid",
  rate_limited: "internal",
  budget_exceeded: "conflict",
  unsafe_content: "invalid",
  unavailable: "internal",
  internal: "internal",
};

/** A refusal as the tool's result, with `isError` and the code and message that ticket agents know. */
export function refused(error: DomainError, format: Format): CallToolResult {
  const message = error.details.problems ? sentence(error.details.problems) : error.message;
  const code = TOON_WORDS[error.code];
  if (format === "toon") {
    return { content: [{ type: "text", text: encodeError(code, message) }], isError: true };
  }
  const { fix, problems } = error.details;
  // A stale etag is a conflict to ticket clients, as it is when sent in the body of an HTTP request.
  const shown = error.code === "stale_etag" ? "conflict" : error.code;
  const structuredContent = { error: { code: shown, message, fix, problems } };
  return {
    content: [{ type: "text", text: JSON.stringify(structuredContent) }],
    structuredContent,
    isError: true,
  };
}
