import { PageHeader } from "@/components/ui/display/page-header";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";

export default function LoadingNotifications() {
  return (
    <>
      <PageHeader title="Notifications" />
      <SkeletonRows label="Loading your notifications" />
    </>
  );
}
