import { PageHeader } from "@/components/ui/display/page-header";
import { Skeleton } from "@/components/ui/feedback/skeleton";

export default function Loading() {
  return (
    <>
      <PageHeader title="Costs" />
      <div className="flex flex-col gap-4 p-4">
        <Skeleton className="h-8 w-64" />
        <Skeleton className="h-40 w-full" />
        <Skeleton className="h-64 w-full" />
      </div>
    </>
  );
}
