"use client";

import { CornerDownRight } from "lucide-react";
import { useState } from "react";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { Avatar } from "@/components/ui/display/avatar";
import { Markdown } from "@/components/ui/display/markdown";
import { RelativeTime } from "@/components/ui/display/relative-time";
import type { CommentWire, TaskWire } from "@/lib/tasks/shapes";
import { CommentComposer } from "./comment-composer";
import { followPermalink, pointedClass } from "./permalink";

/** One comment with its replies. The time links to it; the comment that the URL points at is highlighted. */
export function CommentItem({ task, comment }: { task: TaskWire; comment: CommentWire }) {
  const [replying, setReplying] = useState(false);
  const draft = useTextDraft({ object: `task:${task.id}`, field: `reply:${comment.id}` });
  if (draft.isDraft && !replying) setReplying(true);
  const { canWrite } = useViewer();
  return (
    <li id={`comment-${comment.id}`} ref={followPermalink} className={pointedClass}>
      <div className="flex gap-2.5">
        <Avatar
          name={comment.author}
          kind={comment.author_kind === "agent" ? "agent" : "person"}
          size="md"
          className="mt-0.5"
        />
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-2 text-sm">
            <span className="truncate font-medium">{comment.author}</span>
            <a
              href={`/tasks/${task.ticket_ref}#comment-${comment.id}`}
              className="text-ink-3 text-xs underline-offset-2 hover:underline"
            >
              <RelativeTime time={comment.created_at} />
            </a>
            {canWrite ? (
              <Button
                variant="ghost"
                size="sm"
                className="ml-auto text-ink-3"
                onClick={() => setReplying(!replying || draft.isDraft)}
                aria-expanded={replying}
              >
                Reply
              </Button>
            ) : null}
          </p>
          <Markdown className="text-sm">{comment.content}</Markdown>
          {comment.replies.length > 0 ? (
            <ul className="mt-3 flex flex-col gap-3">
              {comment.replies.map((reply) => (
                <CommentItem key={reply.id} task={task} comment={reply} />
              ))}
            </ul>
          ) : null}
          {replying ? (
            <div className="mt-2 flex gap-2">
              <CornerDownRight aria-hidden className="mt-2 size-4 shrink-0 text-ink-3" />
              <div className="min-w-0 flex-1">
                <CommentComposer
                  task={task}
                  parentId={comment.id}
                  onDone={() => setReplying(false)}
                />
              </div>
            </div>
          ) : null}
        </div>
      </div>
    </li>
  );
}
