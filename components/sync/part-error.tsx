"use client";

import { ApiError } from "@/components/sync/api";
import { Button } from "@/components/ui/controls/button";

/** A part of a task that failed to load, while the rest is shown. */
export function PartError({
  what,
  error,
  retry,
}: {
  what: string;
  error: Error;
  retry: () => void;
}) {
  const forbidden = error instanceof ApiError && error.status === 403;
  return (
    <div role="alert" className="flex items-center gap-3 text-danger text-sm">
      <p className="min-w-0">
        {what} did not load: {error.message}
      </p>
      {forbidden ? null : (
        <Button size="sm" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}
