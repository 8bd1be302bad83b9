import { PageHeader } from "@/components/ui/display/page-header";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { WorkflowTabs } from "@/components/workflows/workflow-tabs";

export default function LoadingWorkflows() {
  return (
    <>
      <PageHeader title="Workflows" />
      <WorkflowTabs current="definitions" />
      <SkeletonRows label="Loading workflows" />
    </>
  );
}
