import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { authorizeAgent } from "./authorize";
import { changeAgent } from "./change";
import { type AgentRef, findAgent, lockAgent } from "./find";
import type { AgentRow } from "./row";
import type { WriteMemory } from "./schema";

const MAX_BYTES = 512 * 1024;

/** Reads an agent's working memory. Allowed for operators and for the agent's own key. */
export async function readMemory(ctx: Context, ref: AgentRef): Promise<AgentRow> {
  const agent = await findAgent(ctx.db, ref);
  await authorizeAgent(ctx, "agent.heartbeat", agent.name);
  return agent;
}

/** Replaces an agent's working memory, or appends to it under a timestamp. Fails with `payload_too_large` above 512 KB. */
export async function writeMemory(
  ctx: Context,
  ref: AgentRef,
  input: WriteMemory,
): Promise<AgentRow> {
  if (input.append && input.working_memory.trim() === "") {
    throw new DomainError("invalid", "working_memory: is required to append", {
      problems: [{ field: "working_memory", rule: "is required to append" }],
    });
  }
  return ctx.transaction(async (tx) => {
    const before = await lockAgent(tx.db, ref);
    await authorizeAgent(tx, "agent.heartbeat", before.name);
    const notes = input.append
      ? appended(before.working_memory, input.working_memory, ctx.clock.now())
      : input.working_memory;
    if (Buffer.byteLength(notes) > MAX_BYTES) {
      throw new DomainError(
        "payload_too_large",
        `Working memory is limited to ${MAX_BYTES} bytes`,
        {
          size: Buffer.byteLength(notes),
          fix: "keep what still matters and replace the rest",
        },
      );
    }
    return changeAgent(tx, before, { working_memory: notes });
  });
}

function appended(before: string, text: string, now: Date): string {
  return `${before}${before === "" ? "" : "\n\n"}## ${now.toISOString()}\n${text}`;
}

export function memoryToWire(agent: AgentRow) {
  return {
    working_memory: agent.working_memory,
    updated_at: toUnixSeconds(agent.updated_at),
    size: Buffer.byteLength(agent.working_memory),
  };
}
