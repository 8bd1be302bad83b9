"use client";

import { useCallback, useEffect, useState } from "react";
import type { PushFacts } from "@/components/sync/push/push-state";
import { ownId, readFacts } from "@/components/sync/push/this-browser";

/** What this browser says of push: null until it was asked, which the server cannot do. */
export interface OwnBrowser {
  facts: Omit<PushFacts, "isSubscribed"> | null;
  /** How the server names it among the person's channels; null while it is not subscribed. */
  id: string | null;
  /** Asks it again, after a change made here. */
  look: () => Promise<void>;
}

export function useOwnBrowser(): OwnBrowser {
  const [said, setSaid] = useState<Omit<OwnBrowser, "look">>({ facts: null, id: null });
  const look = useCallback(async () => {
    // A private window may have the parts and refuse to use them.
    const id = await ownId().catch(() => null);
    setSaid({ facts: readFacts(), id });
  }, []);
  useEffect(() => {
    void look();
    // The permission is changed in the browser's own settings, from where people come back to the page.
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, [look]);
  return { ...said, look };
}
