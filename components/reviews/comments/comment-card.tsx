"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Check, ChevronDown, ChevronRight, CornerDownRight, RotateCcw } from "lucide-react";
import { useState } from "react";
import { reopenCommentAction, resolveCommentAction } from "@/app/(app)/reviews/comments/actions";
import { callAction } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { readAgain } from "@/components/sync/gate/read-again";
import { useViewer } from "@/components/sync/viewer";
import { ReviewerName } from "@/components/tasks/page/verdict-item";
import { Button } from "@/components/ui/controls/button";
import { Avatar } from "@/components/ui/display/avatar";
import { Badge } from "@/components/ui/display/badge";
import { Markdown } from "@/components/ui/display/markdown";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { toast } from "@/components/ui/overlays/toast";
import type { AnchorWire, CommentAnswerWire, PlacedCommentWire } from "@/lib/rounds/shapes";
import { anchorInWords } from "./anchors";
import { Quote } from "./quote";

const STATES = {
  open: { tone: "warning", word: "Open" },
  answered: { tone: "accent", word: "Answered" },
  resolved: { tone: "success", word: "Resolved" },
} as const;

const ANSWERS = {
  fixed: { tone: "success", word: "Fixed" },
  wont_fix: { tone: "neutral", word: "Not changed" },
  question: { tone: "warning", word: "Asks back" },
} as const;

interface CommentCardProps {
  comment: PlacedCommentWire;
  /** Whether its lines are not among those shown: it then says where they were, and what stood there. */
  isAway: boolean;
}

/** A comment that was sent, with what the agent answered. A resolved one is a single line until it is opened. */
export function CommentCard({ comment, isAway }: CommentCardProps) {
  const { author, author_kind, round, state, body, answers, anchor, place, quote } = comment;
  const [isShown, setShown] = useState(false);
  const isClosed = state === "resolved" && !isShown;
  const { tone, word } = STATES[state];
  const where = anchorInWords(place.anchor ?? anchor);
  const Chevron = isClosed ? ChevronRight : ChevronDown;
  return (
    <article
      data-focus=""
      tabIndex={-1}
      aria-label={`Comment by ${author} on ${where}, ${word.toLowerCase()}`}
      className="min-w-0 rounded-lg border bg-raised font-sans text-sm shadow-raised focus-visible:-outline-offset-2"
    >
      <header className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1.5 text-xs">
        {state === "resolved" ? (
          <button
            type="button"
            aria-expanded={!isClosed}
            aria-label={`Comment by ${author}`}
            onClick={() => setShown(!isShown)}
            className="-ml-1 inline-flex size-6 items-center justify-center rounded-sm text-ink-3 hover:bg-hover"
          >
            <Chevron aria-hidden className="size-3.5" />
          </button>
        ) : null}
        <ReviewerName name={author} kind={author_kind} />
        <Badge tone={tone}>{word}</Badge>
        {place.outdated ? <Badge tone="outline">Outdated</Badge> : null}
        {round === null ? null : <span className="text-ink-3 tabular-nums">Round {round}</span>}
        {isClosed ? (
          <span className="min-w-0 flex-1 basis-24 truncate text-ink-3">{body}</span>
        ) : null}
        <RelativeTime time={comment.created_at} className="ml-auto text-ink-3" />
      </header>
      {isClosed ? null : (
        <div className="flex flex-col gap-2 px-3 pb-3">
          {isAway ? (
            <p className="text-ink-3 text-xs">
              {place.outdated
                ? `On ${anchorInWords(anchor)} of an earlier round: those lines are gone.`
                : isWholeFile(place.anchor)
                  ? "On the whole file."
                  : `On ${where}, which is not among the lines shown.`}
            </p>
          ) : null}
          {isAway && quote ? <Quote text={quote} isCode={anchor.kind === "code"} /> : null}
          <Markdown className="text-sm leading-5">{body}</Markdown>
          {answers.map((answer) => (
            <AnswerItem key={`${answer.at}:${answer.by}:${answer.text}`} answer={answer} />
          ))}
          <CommentActions comment={comment} />
        </div>
      )}
    </article>
  );
}

const isWholeFile = (anchor: AnchorWire | null): boolean =>
  anchor?.kind === "code" && anchor.start_line === null;

function AnswerItem({ answer: { by, state, text, at } }: { answer: CommentAnswerWire }) {
  const { tone, word } = ANSWERS[state];
  return (
    <section aria-label={`Answer by ${by}`} className="border-line-strong border-l-2 pl-3">
      <p className="flex flex-wrap items-center gap-2 text-xs">
        <CornerDownRight aria-hidden className="size-3.5 text-ink-3" />
        <Avatar name={by} size="xs" />
        <span className="font-medium">{by}</span>
        <Badge tone={tone}>{word}</Badge>
        <RelativeTime time={at} className="ml-auto text-ink-3" />
      </p>
      <Markdown className="mt-1 text-ink-2 text-sm leading-5">{text}</Markdown>
    </section>
  );
}

function CommentActions({ comment }: { comment: PlacedCommentWire }) {
  const client = useQueryClient();
  const { canWrite } = useViewer();
  const [isSending, setSending] = useState(false);
  const isResolved = comment.state === "resolved";
  if (!canWrite) return null;

  async function turn() {
    setSending(true);
    const act = isResolved ? reopenCommentAction : resolveCommentAction;
    const result = await callAction(() => act(comment.task_id, comment.id));
    setSending(false);
    if (!result.ok) toast.error(messageOf(result));
    readAgain(client, queryKeys.rounds(comment.task_id));
  }

  return (
    <div className="flex">
      <Button size="sm" pending={isSending} onClick={() => void turn()}>
        {isResolved ? (
          <RotateCcw aria-hidden className="size-3.5" />
        ) : (
          <Check aria-hidden className="size-3.5 text-success" />
        )}
        {isResolved ? "Reopen" : "Resolve"}
      </Button>
    </div>
  );
}
