import { PageHeader } from "@/components/ui/display/page-header";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";

export default function LoadingActivity() {
  return (
    <>
      <PageHeader title="Activity" />
      <SkeletonRows label="Loading the activity" count={12} />
    </>
  );
}
