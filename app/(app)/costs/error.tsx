"use client";

import { Button } from "@/components/ui/controls/button";
import { ErrorState } from "@/components/ui/feedback/error-state";

type CostsErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function CostsError({ error, reset }: CostsErrorProps) {
  return (
    <ErrorState
      title="The costs did not load"
      message="The server could not sum them up."
      fix="Try again. If it stays, look for the request in the server's log."
      requestId={error.digest}
    >
      <Button onClick={reset}>Try again</Button>
    </ErrorState>
  );
}
