"use client";

import { useEffect } from "react";
import { useStore } from "@/components/ui/create-store";
import { announce, announcements } from "./announcements";

/**
 * The one place that screen readers listen to; `announce` writes into it. It is in the page from the start, because a
 * region that comes together with its text is not read.
 */
export function LiveRegion() {
  const polite = useStore(announcements, (said) => said.polite, "");
  const assertive = useStore(announcements, (said) => said.assertive, "");
  return (
    <>
      <div aria-live="polite" data-announced="polite" className="sr-only">
        {polite}
      </div>
      <div aria-live="assertive" data-announced="assertive" className="sr-only">
        {assertive}
      </div>
    </>
  );
}

/** Announces what a part of the screen says as it changes; nothing when there is nothing to say. */
export function useAnnounced(text: string | null): void {
  useEffect(() => {
    if (text) announce(text);
  }, [text]);
}
