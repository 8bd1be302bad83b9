import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <PageHeader title="Account" />
      <SkeletonRows count={5} label="Loading your account" />
    </>
  );
}
