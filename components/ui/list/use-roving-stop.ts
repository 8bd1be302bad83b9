"use client";

import { type FocusEvent, type KeyboardEvent, useState } from "react";
import { nextStop, type Remembered, tabStop } from "./next-stop";

/**
 * Makes a list or table one stop of the Tab key: arrows, Home and End move among the elements marked with
 * `data-row={kind}` while one of them has the focus; elsewhere these keys scroll, as always.
 */
export function useRovingStop(kind: string, keys: readonly (string | number)[]) {
  const [remembered, setRemembered] = useState<Remembered | null>(null);
  const stop = tabStop(keys, remembered);

  function rowsIn(list: EventTarget & Element): HTMLElement[] {
    return [...list.querySelectorAll<HTMLElement>(`[data-row="${kind}"]`)];
  }

  return {
    /** The `tabIndex` of the controls in the row with this key. */
    tabIndexOf: (key: string | number): 0 | -1 => (stop !== null && keys[stop] === key ? 0 : -1),
    listProps: {
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
        const rows = rowsIn(event.currentTarget);
        const from = rows.indexOf(event.target as HTMLElement);
        const to = from === -1 ? null : nextStop(event.key, from, rows.length);
        if (to === null) return;
        event.preventDefault();
        rows[to]?.focus();
      },
      onFocus(event: FocusEvent<HTMLElement>) {
        const place = rowsIn(event.currentTarget).indexOf(event.target);
        const key = keys[place];
        if (key !== undefined) setRemembered({ key, place });
      },
    },
  };
}
