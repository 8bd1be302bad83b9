import { AgentGone } from "@/components/agents/agent-gone";

export default function AgentNotFound() {
  return <AgentGone />;
}
