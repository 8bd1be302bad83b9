"use client";

import { Pencil, TriangleAlert } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Textarea } from "@/components/ui/controls/input";
import { Badge } from "@/components/ui/display/badge";
import { Keys } from "@/components/ui/display/keys";
import { Markdown } from "@/components/ui/display/markdown";
import { toast } from "@/components/ui/overlays/toast";
import { anchorInWords } from "./anchors";
import type { Phase } from "./draft-saver";
import { Quote } from "./quote";
import type { Drafts, ShownDraft } from "./use-comments";

const LONGEST = 10_000;

interface DraftCardProps {
  draft: ShownDraft;
  isAway: boolean;
  drafts: Pick<Drafts, "saver" | "moveDraft">;
  /** Called when its editor closes: the focus goes back to where it was opened. */
  onClose: () => void;
}

/** A comment of the person's own that is not sent: its text, or the editor for it. */
export function DraftCard(props: DraftCardProps) {
  return props.draft.isOpen ? <DraftEditor {...props} /> : <ClosedDraft {...props} />;
}

function DraftEditor({
  draft: { key, anchor, body, phase, problem },
  drafts,
  onClose,
}: DraftCardProps) {
  const { saver } = drafts;
  const status = useId();
  const where = anchorInWords(anchor);
  const excess = body.length - LONGEST;

  function close() {
    saver.close(key);
    onClose();
  }

  return (
    <section
      aria-label={`Comment on ${where}`}
      className="min-w-0 rounded-lg border border-line-strong bg-raised p-2 font-sans text-sm shadow-raised"
    >
      <Textarea
        data-focus=""
        autoFocus
        aria-label={`Comment on ${where}`}
        aria-describedby={status}
        aria-invalid={excess > 0 || undefined}
        placeholder={`What about ${where}?`}
        rows={3}
        value={body}
        onChange={(event) => saver.write(key, event.target.value)}
        onBlur={() => void saver.save(key)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const isDone = event.key === "Enter" && (event.metaKey || event.ctrlKey);
          if (event.key !== "Escape" && !isDone) return;
          event.preventDefault();
          event.stopPropagation();
          close();
        }}
      />
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <p id={status} role="status" className="min-w-0 flex-1 px-1 text-ink-3 text-xs">
          {excess > 0 ? (
            <span className="text-danger">{excess} letters too long.</span>
          ) : problem ? (
            <span className="text-danger">Not saved: {problem}</span>
          ) : (
            <>
              {capital(where)}
              {WORDS[phase]}
            </>
          )}
        </p>
        {phase === "failed" ? (
          <Button size="sm" onClick={() => void saver.save(key)}>
            Try again
          </Button>
        ) : null}
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            void saver.discard(key);
            onClose();
          }}
        >
          Discard
        </Button>
        <Button size="sm" variant="primary" disabled={body.trim() === ""} onClick={close}>
          Add to review
          <span className="max-sm:hidden pointer-coarse:hidden">
            <Keys keys="mod+enter" />
          </span>
        </Button>
      </div>
    </section>
  );
}

const WORDS: Record<Phase, ReactNode> = {
  empty: "",
  saved: " · Draft saved",
  waiting: " · Saving…",
  saving: " · Saving…",
  failed: "",
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function ClosedDraft({ draft, isAway, drafts, onClose }: DraftCardProps) {
  const { saver, moveDraft } = drafts;
  const { anchor, body, stored, phase, problem } = draft;
  const [isMoving, setMoving] = useState(false);
  const where = anchorInWords(anchor);
  const moved = stored?.superseded ? stored.moved_anchor : null;
  const edit = () => saver.edit(draft);

  async function move() {
    if (!stored || !moved) return;
    setMoving(true);
    const problem = await moveDraft(stored.id, moved);
    setMoving(false);
    if (problem) toast.error(problem);
  }

  return (
    <article
      data-focus=""
      tabIndex={-1}
      aria-label={`Draft on ${where}`}
      className="min-w-0 rounded-lg border border-accent/50 border-dashed bg-raised font-sans text-sm focus-visible:-outline-offset-2"
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.target !== event.currentTarget) return;
        event.preventDefault();
        edit();
      }}
    >
      <header className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1 text-xs">
        <Badge tone="accent">Draft</Badge>
        <span className="text-ink-3">{where}</span>
        {stored?.superseded ? <Badge tone="warning">Of earlier work</Badge> : null}
        {phase === "failed" ? (
          <span className="flex items-center gap-1 text-danger">
            <TriangleAlert aria-hidden className="size-3.5" /> Not saved: {problem}
          </span>
        ) : null}
        <span className="ml-auto flex items-center gap-1">
          {moved ? (
            <Button size="sm" pending={isMoving} onClick={() => void move()}>
              Move to {anchorInWords(moved)}
            </Button>
          ) : null}
          <Button size="sm" variant="ghost" onClick={edit}>
            <Pencil aria-hidden className="size-3.5" />
            Edit
          </Button>
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              const key = edit();
              void saver.discard(key);
              onClose();
            }}
          >
            Discard
          </Button>
        </span>
      </header>
      <div className="flex flex-col gap-2 px-3 pb-3">
        {stored?.superseded ? (
          <p className="text-ink-3 text-xs">
            The work was handed in again since.{" "}
            {moved
              ? "Move it to send it."
              : "Its lines are gone: write it where it belongs, or discard it."}
          </p>
        ) : null}
        {isAway && stored?.quote ? (
          <Quote text={stored.quote} isCode={anchor.kind === "code"} />
        ) : null}
        <Markdown className="text-sm leading-5">{body}</Markdown>
      </div>
    </article>
  );
}
