"use server";

import type { z } from "zod";
import { createAgent } from "@/lib/agents/create";
import { type DeletedAgent, deleteAgent } from "@/lib/agents/delete";
import { agentKeyToWire, createAgentKey, revokeAgentKey } from "@/lib/agents/keys";
import {
  CreateAgent,
  CreateAgentKey,
  RevokeAgentKey,
  SetSoul,
  UpdateAgent,
} from "@/lib/agents/schema";
import type { AgentWire } from "@/lib/agents/shapes";
import { setSoul } from "@/lib/agents/soul";
import { updateAgent } from "@/lib/agents/update";
import { agentFor } from "@/lib/agents/wire";
import { type ActionResult, act } from "@/lib/api/action";
import { RowId } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";

export async function createAgentAction(
  input: z.input<typeof CreateAgent>,
): Promise<ActionResult<AgentWire>> {
  return act(async (ctx) =>
    agentFor(ctx.actor, await createAgent(ctx, parse(CreateAgent, input, "agent"))),
  );
}

export async function updateAgentAction(
  id: number,
  input: z.input<typeof UpdateAgent>,
): Promise<ActionResult<AgentWire>> {
  return act(async (ctx) =>
    agentFor(
      ctx.actor,
      await updateAgent(ctx, parse(RowId, id, "id"), parse(UpdateAgent, input, "agent")),
    ),
  );
}

export async function setSoulAction(
  id: number,
  input: z.input<typeof SetSoul>,
): Promise<ActionResult<AgentWire>> {
  return act(async (ctx) =>
    agentFor(ctx.actor, await setSoul(ctx, parse(RowId, id, "id"), parse(SetSoul, input, "SOUL"))),
  );
}

export async function deleteAgentAction(id: number): Promise<ActionResult<DeletedAgent>> {
  return act(async (ctx) => deleteAgent(ctx, parse(RowId, id, "id")));
}

/** The result contains the key itself, this once. */
export async function createAgentKeyAction(
  id: number,
  input: z.input<typeof CreateAgentKey>,
): Promise<ActionResult<{ key: ReturnType<typeof agentKeyToWire>; secret: string }>> {
  return act(async (ctx) => {
    const { row, key } = await createAgentKey(
      ctx,
      parse(RowId, id, "id"),
      parse(CreateAgentKey, input, "key"),
    );
    return { key: agentKeyToWire(row), secret: key };
  });
}

export async function revokeAgentKeyAction(id: number, keyId: number): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    const { key_id } = parse(RevokeAgentKey, { key_id: keyId }, "call");
    await revokeAgentKey(ctx, parse(RowId, id, "id"), key_id);
    return null;
  });
}
