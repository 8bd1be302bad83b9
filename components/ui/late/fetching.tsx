import { useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { Button } from "@/components/ui/controls/button";
import { Spinner } from "@/components/ui/feedback/spinner";

interface FetchingProps {
  failed: boolean;
  retry: () => void;
}

const never = () => () => undefined;

/** Says that what was opened is still being fetched, when that takes long, or could not be. It covers, and moves nothing. */
export function Fetching({ failed, retry }: FetchingProps) {
  // What an address opens is rendered by the server as well, which has nowhere to put this.
  const isHydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (!isHydrated) return null;
  return createPortal(
    <span
      role={failed ? "alert" : "status"}
      className="pointer-events-auto fixed inset-x-0 bottom-20 z-50 mx-auto flex w-fit animate-appear-late items-center gap-2.5 rounded-lg border border-line-strong bg-raised px-3.5 py-2.5 text-ink text-sm shadow-overlay"
    >
      {failed ? (
        <>
          This part of the page could not be fetched.
          <Button size="sm" onClick={retry}>
            Try again
          </Button>
        </>
      ) : (
        <>
          <Spinner label="" /> Loading…
        </>
      )}
    </span>,
    document.body,
  );
}
