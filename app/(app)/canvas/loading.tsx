import { CanvasSkeleton } from "@/components/canvas/canvas-skeleton";
import { PageHeader, PageToolbar } from "@/components/ui/display/page-header";

export default function CanvasLoading() {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader title="Canvas" className="static" />
      <PageToolbar>
        <span className="h-7" />
      </PageToolbar>
      <CanvasSkeleton />
    </div>
  );
}
