"use client";

import { Reply } from "lucide-react";
import { memo } from "react";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { useViewer } from "@/components/sync/viewer";
import { draftPlace } from "@/components/tasks/requests/answer";
import { answerByKey } from "@/components/tasks/requests/answer-form";
import { KeyHint } from "@/components/tasks/requests/key-hint";
import { takeBackAnswer, usePendingAnswer } from "@/components/tasks/requests/pending-answers";
import { replyTo } from "@/components/tasks/requests/reply-to";
import { Deadline, RequestIcon, WhoAsks } from "@/components/tasks/requests/request-head";
import { callInLine, waitsFor } from "@/components/tasks/requests/request-words";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { OpenBesideLink } from "@/components/ui/list/open-beside-link";
import type { RequestWire } from "@/lib/requests/shapes";

interface RequestRowProps {
  request: RequestWire;
  /** Open beside the list. */
  isOpen: boolean;
  /** Whether keys act on this row. */
  isCursor: boolean;
  /** Whether something is open beside the list, which has the answers then. */
  isBeside: boolean;
  /** Whether the Tab key stops at this row. */
  isStop: boolean;
  onOpen: (request: RequestWire) => void;
}

/** One request in the inbox: who asks what for which task, and its answers, which count after ten seconds: one may slip in a list. */
export const RequestRow = memo(function RequestRow({
  request,
  isOpen,
  isCursor,
  isBeside,
  isStop,
  onOpen,
}: RequestRowProps) {
  const { canWrite } = useViewer();
  const { id, title, proposed, ticket_ref, task_title, mine } = request;
  const pending = usePendingAnswer(id);
  const { text } = useTextDraft(draftPlace(id));
  const call = callInLine(request);
  const canAnswer = mine && canWrite;
  const take = (option: string) => answerByKey(request, option, text);
  return (
    <div
      data-open={isOpen || undefined}
      className={cn(
        "relative flex gap-2.5 border-b px-4 py-2.5 hover:bg-hover",
        isOpen && "bg-selected hover:bg-selected",
        isCursor && "shadow-[inset_2px_0_0_var(--accent)]",
      )}
    >
      <RequestIcon request={request} className="mt-0.5" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 text-ink-3 text-xs">
          <WhoAsks request={request} />
          {ticket_ref === null ? null : (
            <span className="flex min-w-0 items-center gap-1.5">
              <span className="shrink-0 font-mono">{ticket_ref}</span>
              <span dir="auto" className="min-w-0 truncate">
                {task_title}
              </span>
            </span>
          )}
          <Deadline request={request} />
        </div>
        <OpenBesideLink
          id={`inbox-request-${id}`}
          dir="auto"
          href={`/inbox?request=${id}`}
          data-stop=""
          tabIndex={isStop ? 0 : -1}
          onOpen={() => onOpen(request)}
          onKeyDown={(event) => {
            // Open already: Enter takes what is proposed.
            if (event.key !== "Enter" || !isOpen || !canAnswer || pending || proposed === null)
              return;
            event.preventDefault();
            take(proposed);
          }}
          aria-current={isOpen ? "true" : undefined}
          className="wrap-anywhere line-clamp-2 font-medium text-sm outline-none before:absolute before:inset-0 focus-visible:before:outline-2 focus-visible:before:outline-focus focus-visible:before:-outline-offset-2"
        >
          {title}
        </OpenBesideLink>
        {call ? (
          <code dir="ltr" className="truncate font-mono text-ink-2 text-xs">
            {call}
          </code>
        ) : null}
        {pending ? (
          <p className="z-1 flex flex-wrap items-center gap-2 text-ink-2 text-xs">
            <span>
              You answer “{pending.words}”{pending.phase === "counting" ? " in a moment" : ""}
            </span>
            <Button
              size="sm"
              tabIndex={isStop ? 0 : -1}
              disabled={pending.phase === "sending"}
              onClick={() => takeBackAnswer(id)}
            >
              Take back
            </Button>
          </p>
        ) : canAnswer ? (
          <div className={cn("flex flex-wrap gap-1.5 pt-0.5", isBeside && "lg:hidden")}>
            {request.options.map(({ id: option, label }, index) => (
              <Button
                key={option}
                size="sm"
                tabIndex={isStop ? 0 : -1}
                onClick={() => take(option)}
                className={cn(
                  "z-1 max-w-full pointer-coarse:h-10",
                  option === proposed && "border-accent text-accent-ink",
                )}
              >
                {isCursor && index < 9 ? <KeyHint keys={String(index + 1)} /> : null}
                <span dir="auto" className="truncate">
                  {label}
                </span>
                {option === proposed ? <span className="sr-only"> (proposed)</span> : null}
              </Button>
            ))}
            <Button
              size="sm"
              variant={request.options.length === 0 ? "secondary" : "ghost"}
              tabIndex={isStop ? 0 : -1}
              className="z-1 pointer-coarse:h-10"
              onClick={() => {
                replyTo.set(id);
                onOpen(request);
              }}
            >
              <Reply aria-hidden className="size-3.5" />
              {request.free_text ? "Answer" : "With a note"}
              {text.trim() === "" ? null : <span className="text-ink-3">draft</span>}
              {isCursor ? <KeyHint keys="r" /> : null}
            </Button>
          </div>
        ) : (
          <p className="text-ink-3 text-xs">{waitsFor(request)}</p>
        )}
      </div>
    </div>
  );
});
