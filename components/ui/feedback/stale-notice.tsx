import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { RelativeTime } from "@/components/ui/display/relative-time";

type StaleNoticeProps = {
  /** What is old, as the subject of a sentence: "The costs". */
  what: string;
  /** When it was last current, in Unix milliseconds. */
  since: number;
  error: Error;
  pending?: boolean;
  onRetry: () => void;
};

/** Says that the data on the screen could not be refreshed, and how old it is. */
export function StaleNotice({ what, since, error, pending, onRetry }: StaleNoticeProps) {
  return (
    <div
      role="alert"
      className="flex items-center gap-2 border-b bg-warning/10 px-4 py-1.5 text-sm text-warning"
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1">
        {what} may be old, last read <RelativeTime time={since} />: {error.message}.
      </span>
      <Button size="sm" pending={pending} onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
