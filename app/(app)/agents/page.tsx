import type { Metadata } from "next";
import { headers } from "next/headers";
import { AgentsScreen } from "@/components/agents/agents-screen";
import { agentCards } from "@/lib/agents/queries";
import { SOULS } from "@/lib/agents/souls";
import { isSecure } from "@/lib/auth/client-address";
import { pageContext } from "@/lib/auth/current-actor";

export const metadata: Metadata = { title: "Agents" };

export default async function AgentsPage() {
  const ctx = await pageContext();
  const cards = await agentCards(ctx);
  const head = await headers();
  return (
    <AgentsScreen
      agents={cards.map(({ agent }) => agent)}
      statistics={cards.flatMap(({ stats }) => stats ?? [])}
      currentTasks={cards.flatMap(({ holds }) =>
        holds.map((task) => ({ ...task, claimed_by: task.agent })),
      )}
      souls={SOULS}
      origin={`${isSecure(head) ? "https" : "http"}://${head.get("host") ?? "127.0.0.1:3000"}`}
    />
  );
}
