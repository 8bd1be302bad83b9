import { AgentPath, ReadTemplates, SetSoul } from "@/lib/agents/schema";
import { ChangedSoulResponse, SoulResponse, TemplatesResponse } from "@/lib/agents/shapes";
import { readSoul, setSoul, soulTemplate } from "@/lib/agents/soul";
import { SOUL_NAMES, SOULS } from "@/lib/agents/souls";
import { agentToWire } from "@/lib/agents/wire";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "agents.soul.read",
  summary: "Read an agent's SOUL and the names of the templates",
  response: SoulResponse,
  params: AgentPath,
  handle: async ({ ctx, params }) => {
    const { id, name, role, soul_content, updated_at } = agentToWire(
      await readSoul(ctx, params.id),
    );
    const source = soul_content ? "database" : "none";
    const soul = {
      soul_content: soul_content ?? "",
      source,
      available_templates: SOUL_NAMES,
      updated_at,
    };
    return ok({ agent: { id, name, role }, ...soul });
  },
});

export const PUT = defineRoute({
  id: "agents.soul.set",
  summary: "Set an agent's SOUL, as text or from a template",
  role: "operator",
  params: AgentPath,
  body: SetSoul,
  response: ChangedSoulResponse,
  handle: async ({ ctx, params, body }) => {
    const { name, soul_content, updated_at } = agentToWire(await setSoul(ctx, params.id, body));
    const message = `SOUL content updated for ${name}`;
    return ok({
      success: true,
      message,
      soul_content: soul_content ?? "",
      saved_to_workspace: false,
      updated_at,
    });
  },
});

export const PATCH = defineRoute({
  id: "agents.soul.templates",
  summary: "List the SOUL templates, or read one",
  params: AgentPath,
  query: ReadTemplates,
  response: TemplatesResponse,
  handle: async ({ ctx, params, query }) => {
    await readSoul(ctx, params.id);
    if (query.template === undefined) {
      const templates = SOULS.map(({ name, description, content }) => ({
        name,
        description,
        size: Buffer.byteLength(content),
      }));
      return ok({ templates });
    }
    const { name, content } = soulTemplate(query.template);
    return ok({ template_name: name, content });
  },
});
