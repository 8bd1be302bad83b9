import { PageHeader } from "@/components/ui/display/page-header";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";

export default function Loading() {
  return (
    <>
      <PageHeader title="Settings" />
      <SkeletonRows count={5} label="Loading the settings" />
    </>
  );
}
