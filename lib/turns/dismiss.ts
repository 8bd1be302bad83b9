import { deleteAgentFor } from "@/lib/agents/delete";
import { type AgentRef, findAgent } from "@/lib/agents/find";
import { authorize, isAgent } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { assertMayManage } from "./authority";

export interface Dismissed {
  name: string;
  /** How many of its turns were ended. */
  cancelled: number;
  released: string[];
}

/**
 * Dismisses an agent: ends its turns and deletes it, as `deleteAgent` does, whose rules hold for people and their keys. An agent
 * dismisses those that it made for its team, and no others.
 */
export async function dismissAgent(ctx: Context, ref: AgentRef): Promise<Dismissed> {
  const agent = await findAgent(ctx.db, ref);
  if (isAgent(ctx.actor)) await assertMayManage(ctx, agent);
  else authorize(ctx.actor, "agent.delete");
  return deleteAgentFor(ctx, agent);
}
