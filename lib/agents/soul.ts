import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { authorizeAgent } from "./authorize";
import { changeAgent } from "./change";
import { type AgentRef, findAgent, lockAgent } from "./find";
import type { AgentRow } from "./row";
import type { SetSoul } from "./schema";
import { findSoul, renderSoul, SOUL_NAMES, type SoulTemplate } from "./souls";

/** Reads an agent's SOUL: the text that says who it is and how it works. Sent as the system prompt of its runs. */
export async function readSoul(ctx: Context, ref: AgentRef): Promise<AgentRow> {
  authorize(ctx.actor, "agent.read");
  return findAgent(ctx.db, ref);
}

/** Sets an agent's SOUL, from text or from a template filled in with its name. Null or empty text removes it. */
export async function setSoul(ctx: Context, ref: AgentRef, input: SetSoul): Promise<AgentRow> {
  return ctx.transaction(async (tx) => {
    const before = await lockAgent(tx.db, ref);
    await authorizeAgent(tx, "agent.manage", before.name);
    return changeAgent(tx, before, { soul_content: textOf(ctx, before, input) || null });
  });
}

function textOf(ctx: Context, agent: AgentRow, input: SetSoul): string | null {
  if (input.template_name !== undefined && input.soul_content) {
    throw oneOf("soul_content and template_name cannot be sent together");
  }
  if (input.template_name !== undefined) {
    return renderSoul(soulTemplate(input.template_name), { ...agent, now: ctx.clock.now() });
  }
  if (input.soul_content === undefined) throw oneOf("soul_content or template_name is required");
  return input.soul_content;
}

function oneOf(message: string): DomainError {
  return new DomainError("invalid", message, {
    problems: [{ field: "soul_content", rule: "is required, or template_name, and not both" }],
  });
}

/** A template by name. Fails with `not_found`, which lists the names. */
export function soulTemplate(name: string): SoulTemplate {
  const template = findSoul(name);
  if (template) return template;
  throw new DomainError("not_found", "Template not found", {
    available_templates: SOUL_NAMES,
    fix: `use one of ${SOUL_NAMES.join(", ")}`,
  });
}
