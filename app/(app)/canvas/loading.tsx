import { CanvasSkeleton } from "@/components/canvas/canvas-skeleton";
import { PageToolbar } from "@/components/ui/controls/page-toolbar";
import { PageHeader } from "@/components/ui/display/page-header";

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
