"use client";

import { useCallback, useEffect, useSyncExternalStore } from "react";
import { useViewer } from "@/components/sync/viewer";
import { createDraftStore, type StoredDraft } from "./draft-store";

/** The drafts of this browser, for all screens. Components use them through `useDraft` or `useTextDraft`. */
export const drafts = createDraftStore(() => window.localStorage);

/** Where a draft is left: the object it is about (`task:12`, `agent:3`, `settings`) and its field. */
export interface DraftPlace {
  object: string;
  field: string;
}

/** Keeps the store in step with the signed-in user, other tabs and the life of the page. Mounted once. */
export function DraftKeeper(): null {
  const { username } = useViewer();
  useEffect(() => {
    drafts.open(username);
    const onStorage = (event: StorageEvent) => drafts.changedElsewhere(event.key);
    const onHidden = () => document.visibilityState === "hidden" && drafts.flush();
    window.addEventListener("storage", onStorage);
    window.addEventListener("pagehide", drafts.flush);
    document.addEventListener("visibilitychange", onHidden);
    return () => {
      drafts.flush();
      window.removeEventListener("storage", onStorage);
      window.removeEventListener("pagehide", drafts.flush);
      document.removeEventListener("visibilitychange", onHidden);
    };
  }, [username]);
  return null;
}

/** Whether drafts outlive the page in this browser. */
export function useDraftsAreKept(): boolean {
  return useSyncExternalStore(drafts.subscribe, drafts.isKept, () => true);
}

export interface UsedDraft<T> {
  /** What was typed and not sent, or null. */
  value: T | null;
  /** The saved value that it began from. */
  base: unknown;
  /** When it was last changed, in Unix seconds; 0 without a draft. */
  at: number;
  write: (value: T, base: unknown) => void;
  drop: () => void;
  /** The draft at this moment, for a request that returns later than the render it began in. */
  current: () => T | null;
}

/**
 * The signed-in user's draft at a place, shared by everything that shows it. What is stored and not of the shape that
 * `accepts` wants counts as no draft. Without a place there never is one.
 */
export function useDraft<T>(
  place: DraftPlace | null,
  accepts: (value: unknown) => value is T,
): UsedDraft<T> {
  const { username } = useViewer();
  const object = place?.object ?? null;
  const field = place?.field ?? "";
  const read = useCallback(
    (): StoredDraft | null => (object === null ? null : drafts.read(username, object, field)),
    [username, object, field],
  );
  const stored = useSyncExternalStore(drafts.subscribe, read, () => null);
  const write = useCallback(
    (value: T, base: unknown) => {
      if (object !== null) drafts.write(username, object, field, { value, base });
    },
    [username, object, field],
  );
  const drop = useCallback(() => {
    if (object !== null) drafts.write(username, object, field, null);
  }, [username, object, field]);
  const accepted = (draft: StoredDraft | null) =>
    draft && accepts(draft.value) ? draft.value : null;
  const value = accepted(stored);
  return {
    value,
    base: value === null ? null : stored?.base,
    at: value === null || !stored ? 0 : Math.floor(stored.at / 1000),
    write,
    drop,
    current: () => accepted(read()),
  };
}

const isText = (value: unknown): value is string => typeof value === "string";

export interface TextDraft {
  /** What the field shows: the draft, or the saved text. */
  text: string;
  isDraft: boolean;
  /** The saved text that the draft began from; the saved text itself without a draft. */
  base: string;
  /** When the draft was last changed, in Unix seconds. */
  at: number;
  /** Writes what was typed; the text that is saved is no draft. */
  set: (text: string) => void;
  drop: () => void;
  /** Says that the draft now begins from this saved text. */
  rebase: (saved: string) => void;
  /** What the field shows at this moment, for a request that returns later than the render it began in. */
  current: () => string;
}

/** The draft of one text, beside the saved one: value and `set` for any field or editor. */
export function useTextDraft(place: DraftPlace | null, saved = ""): TextDraft {
  const draft = useDraft(place, isText);
  const base = isText(draft.base) ? draft.base : saved;
  const { write, drop } = draft;
  const set = useCallback(
    (text: string) => {
      if (text === saved) drop();
      else write(text, base);
    },
    [saved, base, write, drop],
  );
  const isDraft = draft.value !== null && draft.value !== saved;
  const current = () => draft.current() ?? saved;
  const rebase = (from: string) => write(current(), from);
  return { text: draft.value ?? saved, isDraft, base, at: draft.at, set, drop, rebase, current };
}
