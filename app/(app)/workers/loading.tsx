import { PageHeader } from "@/components/ui/display/page-header";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";

export default function LoadingWorkers() {
  return (
    <>
      <PageHeader title="Workers" />
      <SkeletonRows count={4} label="Loading workers" />
    </>
  );
}
