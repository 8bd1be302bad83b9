import { EditorSkeleton } from "@/components/workflows/editor/editor-skeleton";

export default function LoadingWorkflow() {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="h-12 shrink-0 border-b bg-panel" />
      <EditorSkeleton />
    </div>
  );
}
