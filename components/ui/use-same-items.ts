"use client";

import { useState } from "react";

/** The list of the render before while it has the same items, for what is memoised by the list. */
export function useSameItems<Item>(items: readonly Item[]): readonly Item[] {
  const [kept, setKept] = useState(items);
  const isSame =
    kept.length === items.length && kept.every((item, at) => Object.is(item, items[at]));
  if (isSame) return kept;
  setKept(items);
  return items;
}
