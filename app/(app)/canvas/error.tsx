"use client";

import { Button } from "@/components/ui/controls/button";
import { ErrorState } from "@/components/ui/feedback/error-state";

export default function CanvasError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <ErrorState
      title="The canvas did not load"
      message="The server could not read how the tasks hang together."
      fix="Try again; if it stays, look at the server's log."
      requestId={error.digest}
    >
      <Button onClick={reset}>Try again</Button>
    </ErrorState>
  );
}
