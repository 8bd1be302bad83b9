import { randomUUID } from "node:crypto";
import {
  type CallToolResult,
  ProtocolError,
  ProtocolErrorCode,
  Server,
} from "@modelcontextprotocol/server";
import { config } from "@/lib/core/config";
import { toDomainError } from "@/lib/http/problem";
import { refused, written } from "./answer";
import { inputSchemaOf, readArguments } from "./arguments";
import type { Connection } from "./connection";
import { tools } from "./tools";

const INSTRUCTIONS = `Baton holds the tickets of project {project}. The loop of every agent: ticket_backlog shows what can be claimed; ticket_claim takes one (on conflict take the next); do the work, telling progress with ticket_comment; ticket_update status=dn etag=<the ticket's ua> finishes it (on conflict read it with ticket_get and decide anew). Break big work down with ticket_create parent_id=…; exec_mode=seq with exec_order makes steps that wait for each other. Answers are TOON/1: T{id,t title,s status,p priority,typ type,em exec_mode,ord exec_order,lbl labels,par parent,ch children,d description,ac acceptance criteria,as assignee,res resolution,fb feedback of reviewers with rc comments on lines (answer them with ticket_update answers=…),cmt comments,lnk links,ca created,ua updated=etag}. Statuses: bk backlog, td assigned, ip in progress, rv review, bl blocked, dn done, fl failed, cl cancelled. format=json answers JSON. When you cannot go on without a person, call ask_person rather than handing in a question: your ticket waits, and you go on with the answer.`;

/** The answer to `tools/list`, built once: the tools sorted by name, each with its JSON Schema. */
const LISTED = tools.map((tool) => ({
  name: tool.name,
  title: tool.title,
  description: tool.description,
  inputSchema: inputSchemaOf(tool),
  annotations: { title: tool.title, ...tool.annotations },
}));

/** An MCP server for one connection: the ticket tools, acting in the connection's project as its agent. */
export function createServer(connection: Connection): Server {
  const server = new Server(
    { name: "baton", title: "Baton", version: config.version },
    {
      capabilities: { tools: {} },
      instructions: INSTRUCTIONS.replace("{project}", connection.project.prefix),
    },
  );
  server.setRequestHandler("tools/list", () => ({ tools: LISTED }) as never);
  server.setRequestHandler("tools/call", (request) =>
    callTool(connection, request.params.name, request.params.arguments ?? {}),
  );
  return server;
}

/** Calls one tool. A refusal is an ordinary answer; only an unknown tool is a protocol error. */
export async function callTool(
  connection: Connection,
  name: string,
  given: Record<string, unknown>,
): Promise<CallToolResult> {
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool) {
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      `tool '${name}' not found: tool not found`,
    );
  }
  const format = given.format === "json" ? "json" : "toon";
  try {
    return written(await tool.run(connection, readArguments(tool, given) as never), format);
  } catch (thrown) {
    return refused(toDomainError(thrown, randomUUID()), format);
  }
}
