"use client";

import { Send, Undo2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { TextDraftMark } from "@/components/forms/drafts/draft-mark";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Textarea } from "@/components/ui/controls/input";
import { useNow } from "@/components/ui/display/use-now";
import { Callout } from "@/components/ui/feedback/callout";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import type { RequestWire } from "@/lib/requests/shapes";
import { ASK_AGAIN, draftPlace, optionAnswer, type Remember } from "./answer";
import { KeyHint } from "./key-hint";
import { OptionList } from "./option-list";
import {
  answerLater,
  type PendingAnswer,
  takeBackAnswer,
  usePendingAnswer,
} from "./pending-answers";
import { RememberFields } from "./remember-fields";
import { replyTo } from "./reply-to";
import { labelOf, shortened } from "./request-words";
import { useAnswer } from "./use-answer";

const MAX_ANSWER = 20_000;

interface AnswerFormProps {
  request: RequestWire;
  hasKeys: boolean;
}

/**
 * The ways to answer an open request: its options, words of one's own, and withdrawing it. What is pressed here counts at once, what is
 * sent by key after ten seconds. What is typed stays as a draft until an answer counts.
 */
export function AnswerForm({ request, hasKeys }: AnswerFormProps) {
  const draft = useTextDraft(draftPlace(request.id));
  const { send, sending, refused } = useAnswer(request);
  const [remember, setRemember] = useState<Remember>(ASK_AGAIN);
  const pending = usePendingAnswer(request.id);
  const field = useFocusOnReply(request.id);
  const typed = draft.text.trim();
  const canSend = request.free_text && typed !== "";
  const isBusy = sending !== null || pending?.phase === "sending";

  if (pending) return <PendingStrip pending={pending} />;
  return (
    <div className="flex flex-col gap-3">
      <OptionList
        request={request}
        hasKeys={hasKeys}
        sending={sending === "withdrawal" ? undefined : sending?.option}
        disabled={isBusy}
        onChoose={(id) => void send(optionAnswer(id, typed, remember, Date.now()))}
      />
      {request.kind === "permission" && request.tool !== null && request.project_id !== null ? (
        <RememberFields request={request} value={remember} onChange={setRemember} />
      ) : null}
      <Field label={fieldLabel(request)} id={`answer-${request.id}`}>
        <Textarea
          ref={field}
          rows={2}
          maxLength={MAX_ANSWER}
          value={draft.text}
          dir="auto"
          className="min-h-16"
          onChange={(event) => draft.set(event.target.value)}
          onKeyDown={(event) => {
            // The keys of the answers act again.
            if (event.key === "Escape") document.getElementById(`request-${request.id}`)?.focus();
            if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
            event.preventDefault();
            if (canSend) answerLater(request, { text: typed }, shortened(typed));
          }}
        />
      </Field>
      {refused ? (
        <Callout tone="danger" role="alert">
          {refused.reason}
        </Callout>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        {request.free_text ? (
          <Button
            variant="primary"
            aria-disabled={canSend ? undefined : true}
            pending={sending !== null && sending !== "withdrawal" && sending.option === undefined}
            onClick={() => {
              if (canSend) void send({ text: typed });
              else field.current?.focus();
            }}
          >
            <Send aria-hidden className="size-4" />
            Send
          </Button>
        ) : null}
        {canSend ? <KeyHint keys="mod+enter" /> : null}
        <TextDraftMark draft={draft} />
        <ConfirmDialog
          trigger={
            <Button variant="ghost" pending={sending === "withdrawal"} className="ml-auto">
              Withdraw
            </Button>
          }
          title="Withdraw this request?"
          description={`${request.agent} goes on without an answer, and reads that nobody gave one.`}
          confirmLabel="Withdraw it"
          cancelLabel="Keep it open"
          onConfirm={() => send("withdrawal")}
        />
      </div>
    </div>
  );
}

function fieldLabel({ free_text, options }: RequestWire): string {
  if (!free_text) return "A note that goes with the answer";
  return options.length === 0 ? "Your answer" : "In your own words, or as a note with one of these";
}

/** Gives the field to whoever asked for it by key before it was there. */
function useFocusOnReply(id: number) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const take = () => {
      if (replyTo.get() !== id) return;
      replyTo.set(null);
      field.current?.focus();
    };
    take();
    return replyTo.subscribe(take);
  }, [id]);
  return field;
}

/** An answer that was given by key, until it counts. The bar at the bottom says more, and sends it at once. */
function PendingStrip({ pending }: { pending: PendingAnswer }) {
  const { request, words, phase, dueAt, reason } = pending;
  const left = Math.max(0, Math.ceil((dueAt - useNow("second")) / 1_000));
  return (
    <Callout
      tone={phase === "refused" ? "danger" : "plain"}
      quiet
      actions={
        <Button size="sm" disabled={phase === "sending"} onClick={() => takeBackAnswer(request.id)}>
          <Undo2 aria-hidden className="size-3.5" />
          {phase === "refused" ? "Back to the answers" : "Take back"}
        </Button>
      }
    >
      <span className="font-medium">“{words}”</span>{" "}
      {phase === "counting" ? (
        <>
          counts <span aria-hidden>in {left} s</span>
          <span className="sr-only">in a moment</span>.
        </>
      ) : phase === "sending" ? (
        "is on its way."
      ) : (
        <>does not count. {reason}</>
      )}
    </Callout>
  );
}

/** The words of an option, for who gives it by key. */
export function answerByKey(request: RequestWire, option: string, typed: string): void {
  answerLater(
    request,
    optionAnswer(option, typed, ASK_AGAIN, Date.now()),
    labelOf(request, option),
  );
}
