"use client";

import { useEffect, useRef } from "react";

/** The ref of a form in which a refusal moves the focus to the first control that matches. */
export function useFocusAfter(state: { values?: unknown }, selector: string) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.values) form.current?.querySelector<HTMLElement>(selector)?.focus();
  }, [state, selector]);
  return form;
}
