import { memoryToWire, readMemory, writeMemory } from "@/lib/agents/memory";
import { AgentPath, WriteMemory } from "@/lib/agents/schema";
import { ChangedMemoryResponse, MemoryResponse } from "@/lib/agents/shapes";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "agents.memory.read",
  summary: "Read an agent's working memory",
  response: MemoryResponse,
  params: AgentPath,
  handle: async ({ ctx, params }) => {
    const agent = await readMemory(ctx, params.id);
    const source = agent.working_memory ? "database" : "none";
    return ok({
      agent: { id: agent.id, name: agent.name, role: agent.role },
      ...memoryToWire(agent),
      source,
    });
  },
});

export const PUT = defineRoute({
  id: "agents.memory.write",
  summary: "Replace an agent's working memory, or append to it",
  response: ChangedMemoryResponse,
  role: "operator",
  params: AgentPath,
  body: WriteMemory,
  handle: async ({ ctx, params, body }) => {
    const agent = await writeMemory(ctx, params.id, body);
    const message = `Working memory ${body.append ? "appended" : "updated"} for ${agent.name}`;
    return ok({ success: true, message, ...memoryToWire(agent), saved_to_workspace: false });
  },
});

export const DELETE = defineRoute({
  id: "agents.memory.clear",
  summary: "Clear an agent's working memory",
  response: ChangedMemoryResponse,
  role: "operator",
  params: AgentPath,
  handle: async ({ ctx, params }) => {
    const agent = await writeMemory(ctx, params.id, { working_memory: "", append: false });
    return ok({
      success: true,
      message: `Working memory cleared for ${agent.name}`,
      ...memoryToWire(agent),
    });
  },
});
