"use client";

import { Button } from "@/components/ui/controls/button";
import { ErrorState } from "@/components/ui/feedback/error-state";

type SettingsErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function SettingsError({ error, reset }: SettingsErrorProps) {
  return (
    <ErrorState
      title="The settings did not load"
      message="The server could not read them."
      fix="Try again. If it stays, look for the request in the server's log."
      requestId={error.digest}
    >
      <Button onClick={reset}>Try again</Button>
    </ErrorState>
  );
}
