"use client";

import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useCallback } from "react";

const NOTHING = {};

/**
 * Goes to another screen once the address of this one is written. A change of the view reaches the address a moment after
 * the key that made it; written after the router has set out, it would bring the router back.
 */
export function useGo(): (href: string) => void {
  const router = useRouter();
  const [, settled] = useQueryStates(NOTHING);
  return useCallback(
    (href) => {
      const go = () => router.push(href);
      // Changes nothing: the promise is that of what waits to be written, or one that is kept already.
      settled(NOTHING).then(go, go);
    },
    [router, settled],
  );
}
