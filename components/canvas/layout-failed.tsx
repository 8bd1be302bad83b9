import { Button } from "@/components/ui/controls/button";
import { ErrorState } from "@/components/ui/feedback/error-state";

/** Said where nothing could be laid out yet. */
export function LayoutFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <ErrorState
      title="The work could not be laid out"
      message="The part that does it did not load or stopped."
      fix="Check your connection."
    >
      <Button onClick={onRetry}>Try again</Button>
    </ErrorState>
  );
}
