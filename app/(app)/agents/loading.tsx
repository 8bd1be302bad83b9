import { AgentsSkeleton } from "@/components/agents/fleet/agents-skeleton";
import { PageHeader } from "@/components/ui/display/page-header";

export default function Loading() {
  return (
    <>
      <PageHeader title="Agents" />
      <AgentsSkeleton />
    </>
  );
}
