"use client";

import { createStoredText, useStore } from "@/components/ui/create-store";

const NONE: ReadonlySet<number> = new Set();
const stored = createStoredText("baton.canvas.collapsed");
let parsed: { text: string | null; ids: ReadonlySet<number> } = { text: null, ids: NONE };

/** The collapsed containers, kept in this browser. */
export function useCollapsed() {
  const now = useStore(stored, idsIn, NONE);
  return [now, change] as const;
}

function change(next: ReadonlySet<number>): void {
  stored.set(JSON.stringify([...next]));
}

/** The same set for the same text, so that nothing is drawn again without a change. */
function idsIn(text: string | null): ReadonlySet<number> {
  if (parsed.text !== text) parsed = { text, ids: parse(text) };
  return parsed.ids;
}

function parse(text: string | null): ReadonlySet<number> {
  try {
    const ids: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(ids) && ids.length > 0 ? new Set(ids.filter(Number.isInteger)) : NONE;
  } catch {
    return NONE;
  }
}
