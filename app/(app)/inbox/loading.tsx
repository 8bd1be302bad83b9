import { PageToolbar } from "@/components/ui/controls/page-toolbar";
import { PageHeader } from "@/components/ui/display/page-header";
import { Skeleton, SkeletonRows } from "@/components/ui/feedback/skeleton";

export default function InboxLoading() {
  return (
    <>
      <PageHeader title="Inbox" />
      <PageToolbar>
        <Skeleton className="h-5 w-72" />
      </PageToolbar>
      <SkeletonRows count={12} label="Loading the inbox" />
    </>
  );
}
