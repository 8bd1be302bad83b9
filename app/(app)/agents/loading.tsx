import { AgentsSkeleton } from "@/components/agents/agents-skeleton";
import { PageHeader } from "@/components/ui/page-header";

export default function Loading() {
  return (
    <>
      <PageHeader title="Agents" />
      <AgentsSkeleton />
    </>
  );
}
