import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";

export default function ReviewsLoading() {
  return (
    <>
      <PageHeader title="Reviews" className="static" />
      <SkeletonRows label="Loading the reviews" />
    </>
  );
}
