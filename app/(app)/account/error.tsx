"use client";

import { Button } from "@/components/ui/controls/button";
import { ErrorState } from "@/components/ui/feedback/error-state";

type AccountErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function AccountError({ error, reset }: AccountErrorProps) {
  return (
    <ErrorState
      title="Your account did not load"
      message="The server could not read it."
      fix="Try again. If it stays, look for the request in the server's log."
      requestId={error.digest}
    >
      <Button onClick={reset}>Try again</Button>
    </ErrorState>
  );
}
