"use client";

import { Button } from "@/components/ui/controls/button";
import { ErrorState } from "@/components/ui/feedback/error-state";

interface ErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function InboxError({ error, reset }: ErrorProps) {
  return (
    <ErrorState
      title="The inbox did not load"
      message="The server could not read it."
      fix="Try again; if it stays, look at the server's log."
      requestId={error.digest}
    >
      <Button onClick={reset}>Try again</Button>
    </ErrorState>
  );
}
