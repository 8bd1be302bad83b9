import { AgentGone } from "@/components/agents/one/agent-gone";

export default function AgentNotFound() {
  return <AgentGone />;
}
