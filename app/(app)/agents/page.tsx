import type { Metadata } from "next";
import { headers } from "next/headers";
import { AgentsScreen } from "@/components/agents/fleet/agents-screen";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { agentCards } from "@/lib/agents/queries";
import { SOULS } from "@/lib/agents/souls";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { isSecure } from "@/lib/auth/sign-in/client-address";
import { hasRole } from "@/lib/core/actor";
import { readRuntimes } from "@/lib/runtimes/overview";
import { readHorizon } from "../horizon";

export const metadata: Metadata = { title: "Agents" };

export default async function AgentsPage() {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const canWrite = hasRole(ctx.actor, "operator");
  const [cards, runtimes] = await Promise.all([
    agentCards(ctx),
    canWrite ? readRuntimes(ctx) : null,
  ]);
  const head = await headers();
  return (
    <FirstPaint horizon={horizon}>
      <AgentsScreen
        agents={cards.map(({ agent, taskStats }) => ({ ...agent, taskStats }))}
        runtimes={runtimes}
        statistics={cards.flatMap(({ stats }) => stats ?? [])}
        currentTasks={cards.flatMap(({ holds }) =>
          holds.map((task) => ({ ...task, claimed_by: task.agent })),
        )}
        souls={SOULS}
        origin={`${isSecure(head) ? "https" : "http"}://${head.get("host") ?? "127.0.0.1:3000"}`}
      />
    </FirstPaint>
  );
}
