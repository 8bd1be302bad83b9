import { randomUUID } from "node:crypto";
import {
  type CallToolResult,
  ProtocolError,
  ProtocolErrorCode,
  Server,
} from "@modelcontextprotocol/server";
import { config } from "@/lib/core/config";
import { inputSchemaOf, type WorkshopTool } from "@/lib/workshop/tool";
import { CONTRACT_TOOLS, callTool, WORKSHOP_TOOLS } from "@/lib/workshop/tools";
import type { Connection } from "./connection";

const INSTRUCTIONS = `The workshop of project {project}: create agents (from_profile, create_agent), ask them (ask, or cast and await), hand results on (pipe), ask several (fan, await_all), and keep the work on a board (add_work, board, claim_work, complete_work, fail_work). What an agent could not do is told as an error, never as a result.`;

/** How long one call may wait: clients and proxies give up after some minutes. */
const PATIENCE_S = 280;

const listed = (tool: WorkshopTool) => ({
  name: tool.name,
  title: tool.title,
  description: tool.description,
  inputSchema: inputSchemaOf(tool),
  annotations: {
    title: tool.title,
    readOnlyHint: tool.reads,
    destructiveHint: tool.name === "dismiss",
    idempotentHint: tool.reads,
    openWorldHint: false,
  },
});

/**
 * An MCP server for one connection with the workshop's tools: the 21 of AgentWorkshop and, unless the address asks for `tools=21`, those
 * that it lacks. They are listed in their order, not by name.
 */
export function createWorkshopServer(connection: Connection, only21: boolean): Server {
  const tools = only21 ? CONTRACT_TOOLS : WORKSHOP_TOOLS;
  const server = new Server(
    { name: "agent-workshop", title: "Baton's workshop", version: config.version },
    {
      capabilities: { tools: {} },
      instructions: INSTRUCTIONS.replace("{project}", connection.project.prefix),
    },
  );
  const list = tools.map(listed);
  server.setRequestHandler("tools/list", () => ({ tools: list }) as never);
  server.setRequestHandler("tools/call", async ({ params }): Promise<CallToolResult> => {
    const tool = tools.find(({ name }) => name === params.name);
    if (!tool) {
      const message = `tool '${params.name}' not found: tool not found`;
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, message);
    }
    const { whole, caller, signal } = connection;
    const ctx = ofCaller(connection);
    const call = { ctx, whole, caller, signal, patienceSeconds: PATIENCE_S };
    const answer = await callTool(call, tool, params.arguments ?? {}, randomUUID());
    return {
      content: [{ type: "text", text: answer.text }],
      structuredContent: answer.data,
      ...(answer.isError ? { isError: true } : {}),
    };
  });
  return server;
}

/** A general key that names no agent acts for a person, not under the name that all such callers share. */
function ofCaller({ ctx, isNamed }: Connection): Connection["ctx"] {
  const { actor } = ctx;
  return actor.kind === "key" && !isNamed ? ctx.as({ ...actor, agentName: null }) : ctx;
}
