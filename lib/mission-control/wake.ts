import { z } from "zod";
import { authorizeAgent } from "@/lib/agents/authorize";
import { type AgentRef, findAgent } from "@/lib/agents/find";
import { isPushed } from "@/lib/agents/row";
import type { Context } from "@/lib/core/context";
import { addJob } from "@/lib/core/jobs";
import { TextOrNull } from "@/lib/core/shapes";
import { dispatchAgentJob } from "@/lib/dispatch/dispatch-agent";
import { assertSafeForAgents } from "@/lib/messages/injection";
import { writeMessage } from "@/lib/messages/send";

export const WakeResponse = z.strictObject({
  success: z.literal(true),
  session_key: TextOrNull,
  /** What was done, in a sentence. */
  stdout: z.string(),
});

/**
 * Wakes an agent as far as that is possible: for one that Baton calls, its due work is looked for at once; one that polls finds the
 * message at its next heartbeat. Fails with `not_found` and `unsafe_content`.
 */
export async function wakeAgent(
  ctx: Context,
  ref: AgentRef,
  message?: string,
): Promise<z.output<typeof WakeResponse>> {
  return ctx.transaction(async (tx) => {
    const agent = await findAgent(tx.db, ref);
    await authorizeAgent(tx, "message.send", agent.name);
    if (message !== undefined) assertSafeForAgents("Message", message);
    if (isPushed(agent)) {
      await addJob(
        tx.db,
        dispatchAgentJob,
        { agent: agent.name },
        { key: `dispatch-agent:${agent.name}` },
      );
      return {
        success: true,
        session_key: agent.session_key,
        stdout: `Baton looks for due work of ${agent.name} now`,
      };
    }
    const content = message ?? "Wake up: look for work with GET /api/tasks/queue";
    await writeMessage(tx, { to: agent.name, content, conversationId: `wake:${agent.name}` });
    return {
      success: true,
      session_key: agent.session_key,
      stdout: `${agent.name} polls for its work and gets the message with its next heartbeat`,
    };
  });
}
