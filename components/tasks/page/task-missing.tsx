"use client";

import { Lock } from "lucide-react";
import Link from "next/link";
import { ApiError } from "@/components/sync/api";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { ErrorState } from "@/components/ui/feedback/error-state";

/** Shown for a task that can no longer be read: it was deleted, or access ended. */
export function TaskGone({ error }: { error: Error }) {
  const refusal = error instanceof ApiError ? error : undefined;
  const gone = refusal?.status === 404;
  return (
    <ErrorState
      title={gone ? "This task was deleted" : "This task cannot be read"}
      message={gone ? "Somebody removed it for good." : error.message}
      fix={refusal?.fix}
      requestId={gone ? undefined : refusal?.requestId}
    >
      <Link href="/inbox" className={buttonVariants()}>
        Go to the inbox
      </Link>
    </ErrorState>
  );
}

export function TaskForbidden() {
  return (
    <EmptyState
      isPage
      icon={Lock}
      title="You may not read this task"
      description="It belongs to a project that your account has no part in. Ask an admin."
    >
      <Link href="/inbox" className={buttonVariants()}>
        Go to the inbox
      </Link>
    </EmptyState>
  );
}
