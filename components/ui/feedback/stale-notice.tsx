import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/controls/button";

type StaleNoticeProps = { error: Error; onRetry: () => void };

/** Says that the data on the screen could not be refreshed. */
export function StaleNotice({ error, onRetry }: StaleNoticeProps) {
  return (
    <div
      role="alert"
      className="flex items-center gap-2 border-b bg-warning/10 px-4 py-1.5 text-sm text-warning"
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1">What you see may be old: {error.message}.</span>
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
