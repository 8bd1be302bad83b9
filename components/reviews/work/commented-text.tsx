"use client";

import { MessageSquarePlus } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { resultParts } from "@/components/diff/result-parts";
import { ResultText } from "@/components/diff/result-text";
import { CommentCard } from "@/components/reviews/comments/comment-card";
import { DraftCard } from "@/components/reviews/comments/draft-card";
import {
  type Drafts,
  forgetPointed,
  type ShownDraft,
  useDrafts,
  usePointed,
} from "@/components/reviews/comments/use-comments";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { useLatestRound } from "@/components/sync/data/use-rounds";
import { useViewer } from "@/components/sync/viewer";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Markdown } from "@/components/ui/display/markdown";
import { nextStop } from "@/components/ui/list/next-stop";
import type { RoundWhole } from "@/lib/reviews/rounds/shapes";
import type { AnchorWire, PlacedCommentWire } from "@/lib/rounds/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";

type TextAnchor = Extract<AnchorWire, { kind: "text" }>;
type Field = TextAnchor["field"];
type Paragraph = RoundWhole["texts"][number]["paragraphs"][number];

interface CommentedTextProps {
  task: TaskWire;
  field: Field;
  /** The name of the text: "resolution". */
  name: string;
  text: string;
  className?: string;
}

/** A text of the work with the comments on its paragraphs. A text that is a patch is shown as one, and has none. */
export function CommentedText({ task, field, name, text, className }: CommentedTextProps) {
  const { data: round } = useLatestRound(task);
  const isPatch = useMemo(() => resultParts(text).some(({ kind }) => kind === "patch"), [text]);
  const paragraphs = round?.texts.find((one) => one.field === field)?.paragraphs;
  if (isPatch || !round?.round.is_current || !paragraphs) {
    return <ResultText text={text} className={className} />;
  }
  return (
    <Paragraphs
      task={task}
      field={field}
      name={name}
      paragraphs={paragraphs}
      comments={round.comments}
      className={className}
    />
  );
}

function Paragraphs({
  task,
  field,
  name,
  paragraphs,
  comments,
  className,
}: Omit<CommentedTextProps, "text"> & {
  paragraphs: readonly Paragraph[];
  comments: readonly PlacedCommentWire[];
}) {
  const { canWrite } = useViewer();
  const canComment = canWrite && task.status === "review";
  const own = useDrafts(task.id);
  const { drafts, saver } = own;
  const [stop, setStop] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const ofField = (anchor: AnchorWire | null): anchor is TextAnchor =>
    anchor?.kind === "text" && anchor.field === field;
  const said = comments.filter(({ anchor }) => ofField(anchor));
  const written = drafts.filter(({ anchor }) => ofField(anchor));
  const gone = said.filter(({ place }) => !ofField(place.anchor));
  const stale = written.filter(({ stored }) => stored?.superseded);

  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-paragraph]") ?? [])];
  const focus = (at: number) => rows()[at]?.focus();

  function comment(at: number) {
    const paragraph = paragraphs[at];
    if (!paragraph || !canComment) return;
    saver.open({ kind: "text", field, paragraph: paragraph.index, hash: paragraph.hash });
    setStop(at);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
    const at = rows().indexOf(event.target as HTMLElement);
    if (at === -1) return;
    if (event.key === "Enter" || event.key === "m") {
      event.preventDefault();
      comment(at);
      return;
    }
    const to = nextStop(event.key, at, paragraphs.length);
    if (to === null) return;
    event.preventDefault();
    setStop(to);
    focus(to);
  }

  useParagraphCommand(field, name, canComment, () => {
    const pointed = rows().findIndex((row) => row.matches(":hover"));
    if (pointed === -1) focus(Math.min(stop, paragraphs.length - 1));
    else comment(pointed);
  });
  usePointedDraft(list, written);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its paragraphs take the focus
    <div ref={list} onKeyDown={onKeyDown} className="flex flex-col gap-1">
      {paragraphs.map((paragraph, at) => (
        <div key={paragraph.index} className="flex flex-col gap-2">
          {/* biome-ignore lint/a11y/useSemanticElements: a paragraph with its comments is no form */}
          <div
            role="group"
            data-paragraph=""
            aria-label={`Paragraph ${paragraph.index + 1} of the ${name}`}
            tabIndex={at === Math.min(stop, paragraphs.length - 1) ? 0 : -1}
            onFocus={() => setStop(at)}
            className="group/paragraph -mx-2 relative rounded-md px-2 py-1 hover:bg-hover"
          >
            <Markdown className={className}>{paragraph.text}</Markdown>
            {canComment ? (
              <IconButton
                label={`Comment on paragraph ${paragraph.index + 1}`}
                keys="m"
                size="icon-sm"
                variant="secondary"
                tabIndex={-1}
                onClick={() => comment(at)}
                className="absolute top-0 right-0 opacity-0 focus-visible:opacity-100 group-hover/paragraph:opacity-100 group-focus/paragraph:opacity-100"
              >
                <MessageSquarePlus className="size-4" />
              </IconButton>
            ) : null}
          </div>
          {said
            .filter(
              ({ place }) => ofField(place.anchor) && place.anchor.paragraph === paragraph.index,
            )
            .map((one) => (
              <CommentCard key={one.id} comment={one} isAway={false} />
            ))}
          {written
            .filter(
              ({ anchor, stored }) =>
                !stored?.superseded && ofField(anchor) && anchor.paragraph === paragraph.index,
            )
            .map((draft) => (
              <Draft key={draft.key} draft={draft} own={own} onClose={() => focus(at)} />
            ))}
        </div>
      ))}
      {gone.map((one) => (
        <CommentCard key={one.id} comment={one} isAway />
      ))}
      {stale.map((draft) => (
        <Draft key={draft.key} draft={draft} own={own} isAway onClose={() => focus(0)} />
      ))}
    </div>
  );
}

function Draft({
  draft,
  own,
  isAway = false,
  onClose,
}: {
  draft: ShownDraft;
  own: Drafts;
  isAway?: boolean;
  onClose: () => void;
}) {
  return (
    <div data-draft={draft.key}>
      <DraftCard draft={draft} isAway={isAway} drafts={own} onClose={onClose} />
    </div>
  );
}

/** The key that comments on the paragraph that is pointed at, or leads to the paragraphs, on which it comments. */
function useParagraphCommand(field: Field, name: string, enabled: boolean, run: () => void) {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const commands = useMemo<Command[]>(
    () => [
      {
        id: `review.paragraph-${field}`,
        label: `Comment on a paragraph of the ${name}`,
        group: "Reviews",
        keys: "m",
        inPalette: false,
        enabled: enabled && field === "resolution",
        run: () => latest.current(),
      },
    ],
    [field, name, enabled],
  );
  useCommands(commands);
}

/** Goes to a draft on this text that was pressed elsewhere. */
function usePointedDraft(
  list: React.RefObject<HTMLDivElement | null>,
  drafts: readonly ShownDraft[],
) {
  const pointed = usePointed();
  useEffect(() => {
    const draft = pointed && drafts.find(({ key }) => key === pointed.id);
    if (!draft) return;
    forgetPointed();
    const element = list.current?.querySelector<HTMLElement>(
      `[data-draft="${CSS.escape(draft.key)}"] [data-focus]`,
    );
    element?.focus();
  }, [pointed, drafts, list]);
}
