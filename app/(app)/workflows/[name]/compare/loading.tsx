import { PageHeader } from "@/components/ui/display/page-header";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";

export default function LoadingVersions() {
  return (
    <>
      <PageHeader title="Compare versions" />
      <SkeletonRows count={4} label="Loading the versions" />
    </>
  );
}
