import { PageHeader } from "@/components/ui/display/page-header";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";

export default function ReviewsLoading() {
  return (
    <>
      <PageHeader title="Reviews" className="static" />
      <SkeletonRows label="Loading the reviews" />
    </>
  );
}
