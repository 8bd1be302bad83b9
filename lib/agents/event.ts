import type { NewEvent } from "@/lib/events/append";
import type { AgentChange } from "@/lib/events/data";
import type { EventType } from "@/lib/events/types";
import type { AgentRow } from "./row";
import { agentToWire } from "./wire";

/**
 * An event about an agent. Its data is the agent object that existing clients read, without the long texts and the session key,
 * because events are stored and sent to every subscriber.
 */
export function agentEvent(
  type: Extract<EventType, `agent.${string}`>,
  agent: AgentRow,
  change: AgentChange = {},
): NewEvent {
  const { soul_content, working_memory, session_key, ...shown } = agentToWire(agent);
  return { type, agent: agent.name, data: { ...shown, ...change } };
}
