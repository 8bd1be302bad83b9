"use client";

import { useSyncExternalStore } from "react";
import { offerUndo } from "@/components/tasks/change/undo";
import {
  createPendingDecisions,
  type Pending,
  TAKE_BACK_MS,
} from "@/components/tasks/pending/pending-decisions";
import { announce } from "@/components/ui/feedback/announcements";
import type { RequestWire } from "@/lib/requests/shapes";
import type { GivenAnswer } from "./answer";

/** The part of a request that its answer needs, as the person saw it. */
export type AskedRequest = Pick<RequestWire, "id" | "title" | "agent" | "ticket_ref">;

interface Answered {
  request: AskedRequest;
  answer: GivenAnswer;
  /** The answer in a few words. */
  words: string;
}

/** An answer that was given by key and does not count yet. */
export type PendingAnswer = Pending<Answered>;

export const pendingAnswers = createPendingDecisions<Answered>(
  { now: Date.now, storage: () => window.sessionStorage },
  { name: "answers", subjectOf: ({ request }) => request.id, accepts: isAnswered },
);

function isAnswered(stored: object): stored is Answered {
  const { request, answer, words } = stored as Partial<Answered>;
  return (
    typeof request?.id === "number" &&
    typeof request.agent === "string" &&
    typeof answer === "object" &&
    answer !== null &&
    typeof words === "string"
  );
}

const NONE: readonly PendingAnswer[] = [];

export function usePendingAnswers(): readonly PendingAnswer[] {
  return useSyncExternalStore(pendingAnswers.subscribe, pendingAnswers.list, () => NONE);
}

/** The answer to this request that does not count yet. */
export function usePendingAnswer(id: number): PendingAnswer | undefined {
  return usePendingAnswers().find(({ request }) => request.id === id);
}

/** Gives an answer that counts in ten seconds, unless `u` takes it back. */
export function answerLater(
  { id, title, agent, ticket_ref }: AskedRequest,
  answer: GivenAnswer,
  words: string,
): void {
  pendingAnswers.add({ request: { id, title, agent, ticket_ref }, answer, words });
  offerUndo(
    () => takeBackAnswer(id),
    () => pendingAnswers.isOpen(id),
  );
  announce(`The answer “${words}” counts in ${TAKE_BACK_MS / 1000} seconds. U takes it back.`);
}

export function takeBackAnswer(id: number): void {
  if (pendingAnswers.takeBack(id)) announce("Taken back: the request is still open.");
}
