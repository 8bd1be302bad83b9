"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import {
  createDraftAction,
  deleteDraftAction,
  updateDraftAction,
} from "@/app/(app)/reviews/comments/actions";
import { callAction } from "@/components/forms/call-action";
import { useDraft } from "@/components/forms/drafts/drafts";
import { messageOf } from "@/components/forms/refusal";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useReviewDrafts } from "@/components/sync/data/use-rounds";
import { readAgain } from "@/components/sync/gate/read-again";
import { useViewer } from "@/components/sync/viewer";
import { createStore, useStore } from "@/components/ui/create-store";
import type { ActionResult } from "@/lib/api/action";
import type { DraftWire } from "@/lib/reviews/rounds/shapes";
import type { AnchorWire } from "@/lib/rounds/shapes";
import { type Answer, createDraftSaver, type DraftSaver, type Entry, unsaved } from "./draft-saver";

/** A draft as a person sees it: being written, or kept on the server. */
export interface ShownDraft extends Entry {
  /** The draft on the server, once there is one. */
  stored: DraftWire | null;
}

const savers = new Map<number, DraftSaver>();
const NO_ENTRIES: readonly Entry[] = [];
const NO_DRAFTS: DraftWire[] = [];

/** The drafts of the signed-in person on a task, and what they do with them. They live as long as the page, whatever it shows. */
export function useDrafts(task: number) {
  const client = useQueryClient();
  const { canWrite } = useViewer();
  const stored = useReviewDrafts(task, canWrite).data ?? NO_DRAFTS;
  const saver = useMemo(() => {
    const known = savers.get(task);
    if (known) return known;
    const made = createDraftSaver<DraftWire>({
      create: async (anchor, body) =>
        answerOf(await callAction(() => createDraftAction(task, { anchor, body }))),
      update: async (id, body) =>
        answerOf(await callAction(() => updateDraftAction(task, id, { body }))),
      remove: async (id) => answerOf(await callAction(() => deleteDraftAction(task, id))),
      kept: (draft) => changeList(client, task, (drafts) => withDraft(drafts, draft)),
      dropped: (id) => changeList(client, task, (drafts) => drafts.filter((one) => one.id !== id)),
    });
    savers.set(task, made);
    return made;
  }, [task, client]);
  const entries = useSyncExternalStore(
    saver.entries.subscribe,
    saver.entries.get,
    () => NO_ENTRIES,
  );
  const drafts = useMemo(() => shownDrafts(entries, stored), [entries, stored]);

  /** Moves a draft of earlier work to where its lines are now. Resolves to why it could not, else to null. */
  const moveDraft = useCallback(
    async (id: number, anchor: AnchorWire): Promise<string | null> => {
      const result = await callAction(() => updateDraftAction(task, id, { anchor }));
      if (!result.ok) return messageOf(result);
      changeList(client, task, (drafts) => withDraft(drafts, result.data));
      return null;
    },
    [client, task],
  );

  /** The drafts on the server as they are at this moment, for what goes on after the render it began in. */
  const listed = useCallback(
    (): readonly DraftWire[] =>
      client.getQueryData<{ drafts: DraftWire[] }>(queryKeys.reviewDrafts(task))?.drafts ?? [],
    [client, task],
  );

  return { drafts, saver, moveDraft, listed };
}

/** Writes what the server said into the list that screens have read. */
function changeList(
  client: QueryClient,
  task: number,
  change: (drafts: DraftWire[]) => DraftWire[],
): void {
  client.setQueryData<{ drafts: DraftWire[] }>(
    queryKeys.reviewDrafts(task),
    (before) => before && { drafts: change(before.drafts) },
  );
  // What was under way when this was said does not know it.
  readAgain(client, queryKeys.reviewDrafts(task));
}

function withDraft(drafts: DraftWire[], draft: DraftWire): DraftWire[] {
  return drafts.some(({ id }) => id === draft.id)
    ? drafts.map((one) => (one.id === draft.id ? draft : one))
    : [...drafts, draft];
}

export type Drafts = ReturnType<typeof useDrafts>;

/** Whether a draft goes with a verdict: it has words, and is about the work as it is. */
export const isSendable = ({ body, stored }: ShownDraft): boolean =>
  body.trim() !== "" && !stored?.superseded;

function shownDrafts(entries: readonly Entry[], stored: readonly DraftWire[]): ShownDraft[] {
  const byId = new Map(stored.map((draft) => [draft.id, draft]));
  const written = entries.map((entry) => ({
    ...entry,
    stored: entry.id === null ? null : (byId.get(entry.id) ?? null),
    anchor: (entry.id === null ? null : byId.get(entry.id)?.anchor) ?? entry.anchor,
  }));
  const known = new Set(entries.map(({ id }) => id));
  const kept = stored
    .filter(({ id }) => !known.has(id))
    .map((draft): ShownDraft => {
      const { id, anchor, body } = draft;
      const key = `draft:${id}`;
      return { key, id, anchor, body, phase: "saved", problem: null, isOpen: false, stored: draft };
    });
  return [...kept, ...written];
}

function answerOf<T>(result: ActionResult<T>): Answer<T> {
  return result.ok ? result : { ok: false, problem: messageOf(result) };
}

type Kept = Pick<Entry, "id" | "anchor" | "body">;
const areKept = (value: unknown): value is Kept[] =>
  Array.isArray(value) &&
  value.every((one) => typeof one?.body === "string" && typeof one.anchor?.kind === "string");

/** Whose kept texts were taken back already: what is written later is in the saver. */
const restored = new WeakSet<DraftSaver>();

/**
 * Keeps in this browser what the server does not have yet of a task's drafts, so that a reload at the wrong moment loses no letter. For
 * one component of a screen.
 */
export function useKeptDrafts(task: number, saver: DraftSaver): void {
  const { current, write, drop } = useDraft(
    { object: `task:${task}`, field: "review-drafts" },
    areKept,
  );
  const read = useRef(current);
  useEffect(() => {
    if (restored.has(saver)) return;
    restored.add(saver);
    saver.restore(read.current() ?? []);
  }, [saver]);
  useEffect(() => {
    const keep = () => {
      const open = unsaved(saver.entries.get());
      if (open.length > 0) write(open, null);
      else drop();
    };
    keep();
    return saver.entries.subscribe(keep);
  }, [saver, write, drop]);
}

/** What is pointed at from elsewhere, by its id among comments and drafts: whoever shows it goes there. */
const pointed = createStore<{ id: string } | null>(null);
const asIs = <T>(value: T): T => value;

export function pointAt(id: string): void {
  pointed.set({ id });
}

export function usePointed(): { id: string } | null {
  return useStore(pointed, asIs, null);
}

export function forgetPointed(): void {
  pointed.set(null);
}
