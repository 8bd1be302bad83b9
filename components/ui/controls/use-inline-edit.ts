"use client";

import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";

export type InlineEdit<T> = ReturnType<typeof useInlineEdit<T>>;

/**
 * Editing in place: something shown that becomes a field when its opener is pressed. `edited` is what the editing began
 * from, null while nothing is edited. When it closes, the focus goes back to the opener, unless it went elsewhere meanwhile.
 */
export function useInlineEdit<T>() {
  const [edited, setEdited] = useState<T | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const isClosing = useRef(false);
  const hasLeft = useRef(false);

  useEffect(() => {
    if (edited !== null || !isClosing.current) return;
    if (!hasLeft.current) opener.current?.focus();
    isClosing.current = false;
    hasLeft.current = false;
  }, [edited]);

  return {
    edited,
    opener,
    open: (from: T) => setEdited(from),
    close() {
      isClosing.current = true;
      setEdited(null);
    },
    /** The attributes of the element around the field: Escape is its own, and it knows whether it has the focus. */
    frame: {
      "data-escape": "own",
      onFocus() {
        hasLeft.current = false;
      },
      onBlur({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) {
        hasLeft.current = !currentTarget.contains(relatedTarget);
      },
    },
  };
}

interface LineOptions {
  /** Whether the text was accepted; if not, the field stays open. */
  save: (typed: string) => Promise<boolean> | boolean;
  /** Escape: what was typed is not wanted. */
  discard?: () => void;
}

/** The field of one line that is edited in place: Enter and leaving it save, Escape discards. */
export function useInlineLine<T>(edit: InlineEdit<T>, { save, discard }: LineOptions) {
  const [isSaving, setSaving] = useState(false);

  async function leave(typed: string) {
    if (isSaving) return;
    setSaving(true);
    const isTaken = await save(typed);
    setSaving(false);
    if (isTaken) edit.close();
  }

  return {
    isSaving,
    field: {
      onBlur: (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) =>
        void leave(event.currentTarget.value),
      onKeyDown(event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") {
          event.preventDefault();
          void leave(event.currentTarget.value);
        }
        if (event.key === "Escape") {
          discard?.();
          edit.close();
        }
      },
    },
  };
}
