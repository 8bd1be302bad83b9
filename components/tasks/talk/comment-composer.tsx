"use client";

import { useRef, useState } from "react";
import { DraftMark } from "@/components/forms/drafts/draft-mark";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { messageOf } from "@/components/forms/refusal";
import { READ_ONLY, useViewer } from "@/components/sync/viewer";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { uploadPicture } from "@/components/tasks/text/upload-picture";
import { Button } from "@/components/ui/controls/button";
import { Keys } from "@/components/ui/display/keys";
import type { TaskWire } from "@/lib/tasks/shapes";
import { MentionTextarea } from "./mention-textarea";

interface CommentComposerProps {
  task: TaskWire;
  /** The comment to reply to. */
  parentId?: number;
  onDone?: () => void;
}

/** Writes a comment. What is typed stays as a draft until the server has saved it. */
export function CommentComposer({ task, parentId, onDone }: CommentComposerProps) {
  const draft = useTextDraft({
    object: `task:${task.id}`,
    field: parentId ? `reply:${parentId}` : "comment",
  });
  const { text } = draft;
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { canWrite } = useViewer();
  const actions = useTaskActions();

  async function send() {
    if (sending || text.trim() === "") return;
    setSending(true);
    setFailed(null);
    const result = await actions.comment(task, text, parentId);
    setSending(false);
    if (!result.ok) {
      setFailed(messageOf(result));
      field.current?.focus();
      return;
    }
    // What was typed while it was sent is the next comment.
    const typed = draft.current();
    const rest = typed.startsWith(text) ? typed.slice(text.length).trimStart() : typed;
    draft.set(rest);
    if (rest === "") onDone?.();
  }

  if (!canWrite) return <p className="text-ink-3 text-xs">{READ_ONLY}</p>;
  return (
    <div className="flex flex-col gap-2">
      <MentionTextarea
        ref={field}
        label={parentId ? "Reply" : "Comment"}
        placeholder={parentId ? "Reply…" : "Comment, or call an agent with @"}
        value={text}
        onChange={draft.set}
        onSubmit={() => void send()}
        upload={(file) => uploadPicture(task.ticket_ref, file)}
        invalid={failed !== null}
      />
      {failed ? (
        <p role="alert" className="text-danger text-xs">
          {failed}
        </p>
      ) : null}
      {text.trim() !== "" || parentId ? (
        <div className="flex items-center gap-2">
          <Button variant="primary" size="sm" pending={sending} onClick={() => void send()}>
            {parentId ? "Reply" : "Comment"}
          </Button>
          {draft.isDraft && !sending ? (
            <DraftMark
              at={draft.at}
              onDiscard={() => {
                draft.drop();
                onDone?.();
                return () => draft.set(text);
              }}
            />
          ) : onDone ? (
            <Button variant="ghost" size="sm" onClick={onDone}>
              Cancel
            </Button>
          ) : null}
          <span className="ml-auto text-2xs text-ink-3 pointer-coarse:hidden">
            <Keys keys="mod+enter" />
          </span>
        </div>
      ) : null}
    </div>
  );
}
