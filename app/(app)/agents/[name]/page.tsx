import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { AgentScreen } from "@/components/agents/one/agent-screen";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { agentDetail } from "@/lib/agents/queries";
import { AgentPath } from "@/lib/agents/schema";
import { renderSoul, SOULS } from "@/lib/agents/souls";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { isSecure } from "@/lib/auth/sign-in/client-address";
import { hasRole } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { readRuntimes } from "@/lib/runtimes/overview";
import { readHorizon } from "../../horizon";

type AgentPageProps = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: AgentPageProps): Promise<Metadata> {
  const { id } = AgentPath.parse({ id: (await params).name });
  return { title: id };
}

export default async function AgentPage({ params }: AgentPageProps) {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const { id } = AgentPath.parse({ id: (await params).name });
  const runtimes = hasRole(ctx.actor, "operator") ? await readRuntimes(ctx) : null;
  const detail = await agentDetail(ctx, id).catch((error) => {
    if (error instanceof DomainError && error.code === "not_found") notFound();
    throw error;
  });
  const head = await headers();
  const { agent, stats, tasks, runs, day } = detail;
  const { name, role } = agent;
  return (
    <FirstPaint horizon={horizon}>
      <AgentScreen
        // Another agent is another screen: no state carries over.
        key={agent.id}
        agent={agent}
        statistics={stats}
        tasks={tasks}
        runs={runs}
        runtimes={runtimes}
        day={day}
        souls={SOULS.map((soul) => ({
          ...soul,
          content: renderSoul(soul, { name, role, now: ctx.clock.now() }),
        }))}
        origin={`${isSecure(head) ? "https" : "http"}://${head.get("host") ?? "127.0.0.1:3000"}`}
      />
    </FirstPaint>
  );
}
