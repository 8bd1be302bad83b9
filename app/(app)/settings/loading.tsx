import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <PageHeader title="Settings" />
      <SkeletonRows count={5} label="Loading the settings" />
    </>
  );
}
