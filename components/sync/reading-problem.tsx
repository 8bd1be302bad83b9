"use client";

import type { ReactNode } from "react";
import { ApiError } from "@/components/sync/api";
import { Button } from "@/components/ui/controls/button";
import { ErrorState } from "@/components/ui/feedback/error-state";
import { StaleNotice } from "@/components/ui/feedback/stale-notice";

/** A query, as far as it may have failed. */
export interface Reading {
  data: unknown;
  error: Error | null;
  /** Unix milliseconds. */
  dataUpdatedAt: number;
  isFetching: boolean;
  refetch: () => unknown;
  /** Only the next page failed; the list says so at its end. */
  isFetchNextPageError?: boolean;
}

/** Whether what was read may no longer be shown: it was deleted, or the reader's access ended. */
export function isGone(error: Error | null): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 403);
}

/** Whether there is nothing to show, so that an error stands in its place. A failed re-reading leaves the old data. */
export function hasFailed({ data, error }: Pick<Reading, "data" | "error">): boolean {
  return error !== null && (data === undefined || isGone(error));
}

interface ReadingProblemProps {
  reading: Reading;
  /** What was read, as the subject of a sentence: "The costs". */
  what: string;
  /** One line, for a part of a screen whose rest is shown. */
  part?: boolean;
  /** More ways out than to try again. */
  children?: ReactNode;
}

/**
 * What every screen says when reading failed: an error in place of data that is missing, and above data that is old how old it is, both
 * with a way to try again. Nothing while all is well.
 */
export function ReadingProblem({ reading, what, part = false, children }: ReadingProblemProps) {
  const { error } = reading;
  if (!error || reading.isFetchNextPageError) return null;
  const retry = () => void reading.refetch();
  if (!hasFailed(reading)) {
    return (
      <StaleNotice
        what={what}
        since={reading.dataUpdatedAt}
        error={error}
        pending={reading.isFetching}
        onRetry={retry}
      />
    );
  }
  const refusal = error instanceof ApiError ? error : null;
  const again =
    refusal?.status === 403 ? null : (
      <Button size={part ? "sm" : undefined} pending={reading.isFetching} onClick={retry}>
        Try again
      </Button>
    );
  if (part) {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3 text-danger text-sm">
        <p className="min-w-0">
          {what} did not load: {error.message}
        </p>
        {again}
      </div>
    );
  }
  return (
    <ErrorState
      title={`${what} did not load`}
      message={error.message}
      fix={refusal?.fix}
      requestId={refusal?.requestId}
    >
      {again}
      {children}
    </ErrorState>
  );
}
