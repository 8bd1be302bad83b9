import { PageHeader } from "@/components/ui/display/page-header";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";

export default function LoadingProfiles() {
  return (
    <>
      <PageHeader title="Profiles" />
      <SkeletonRows count={4} label="Loading profiles" />
    </>
  );
}
