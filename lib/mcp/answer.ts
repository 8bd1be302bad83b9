import type { CallToolResult } from "@modelcontextprotocol/server";
import { type DomainError, ERROR_SURFACES } from "@/lib/core/errors";
import { sentence } from "./arguments";
import { ticketToJson } from "./ticket";
import type { Answer } from "./tool";
import { encodeBoard, encodedOk, encodeError, encodeTicket, encodeTickets } from "./toon";

export type Format = "toon" | "json";

/** A tool's answer as MCP carries it: one block in TOON/1, or in JSON with the same as structured content. */
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
    case "diagram":
      return `\`\`\`mermaid\n${answer.mermaid.trimEnd()}\n\`\`\``;
  }
}

function toJson(answer: Answer): Record<string, unknown> {
  switch (answer.kind) {
    case "ok":
      return { ok: true };
    case "ticket":
      return { ticket: ticketToJson(answer.ticket) };
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
    case "diagram":
      return { mermaid: answer.mermaid };
  }
}

/** A refusal as the tool's result: `isError`, and the code and words that ticket agents know. */
export function refused(error: DomainError, format: Format): CallToolResult {
  const message = error.details.problems ? sentence(error.details.problems) : error.message;
  const code = ERROR_SURFACES[error.code].toon;
  if (format === "toon") {
    return { content: [{ type: "text", text: encodeError(code, message) }], isError: true };
  }
  const { fix, problems } = error.details;
  const structuredContent = { error: { code: error.code, message, fix, problems } };
  return {
    content: [{ type: "text", text: JSON.stringify(structuredContent) }],
    structuredContent,
    isError: true,
  };
}
