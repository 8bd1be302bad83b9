import { PageHeader } from "@/components/ui/display/page-header";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";

export default function LoadingWorkflowRuns() {
  return (
    <>
      <PageHeader title="Workflows" />
      <SkeletonRows count={6} label="Loading the runs" />
    </>
  );
}
