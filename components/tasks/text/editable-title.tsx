"use client";

import { TextDraftMark } from "@/components/forms/drafts/draft-mark";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { useViewer } from "@/components/sync/viewer";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { cn } from "@/components/ui/cn";
import { useInlineEdit, useInlineLine } from "@/components/ui/controls/use-inline-edit";
import type { TaskWire } from "@/lib/tasks/shapes";

interface EditableTitleProps {
  task: TaskWire;
  /** The heading level: 1 on a page of its own, 2 beside a list. */
  level: 1 | 2;
  className?: string;
}

/** The title, edited in place: Enter saves, Escape discards. What could not be saved stays below it as a draft. */
export function EditableTitle({ task, level, className }: EditableTitleProps) {
  const { canWrite } = useViewer();
  const actions = useTaskActions();
  const edit = useInlineEdit<TaskWire>();
  const draft = useTextDraft({ object: `task:${task.id}`, field: "title" }, task.title);
  const Heading = level === 1 ? "h1" : "h2";
  const classes = cn("wrap-anywhere text-pretty font-semibold text-xl tracking-tight", className);

  async function save(typed: string) {
    const from = edit.edited ?? task;
    const title = typed.replace(/\s+/g, " ").trim();
    if (!title || title === from.title || (await actions.change(from, { title }))) draft.drop();
  }

  const line = useInlineLine(edit, {
    save(typed) {
      // The new title is shown at once; what the server refuses stays as a draft.
      void save(typed);
      return true;
    },
    discard: draft.drop,
  });

  if (edit.edited) {
    return (
      <div {...edit.frame}>
        <textarea
          aria-label="Title"
          value={draft.text}
          ref={focusNow}
          rows={1}
          maxLength={500}
          onChange={(event) => draft.set(event.target.value)}
          onFocus={(event) => event.currentTarget.select()}
          {...line.field}
          className={cn(
            classes,
            "field-sizing-content -mx-2 -my-1 w-[calc(100%+1rem)] resize-none rounded-md border border-line-control bg-panel px-2 py-1",
          )}
        />
      </div>
    );
  }
  return (
    <>
      <Heading dir="auto" className={classes}>
        {canWrite ? (
          <button
            ref={edit.opener}
            type="button"
            onClick={() => edit.open(task)}
            className="-mx-2 -my-1 wrap-anywhere max-w-[calc(100%+1rem)] rounded-md px-2 py-1 text-start hover:bg-hover"
          >
            {task.title}
            <span className="sr-only"> (edit the title)</span>
          </button>
        ) : (
          task.title
        )}
      </Heading>
      {draft.isDraft && canWrite ? (
        <div className="flex flex-wrap items-center gap-x-3 text-sm">
          <button
            type="button"
            onClick={() => edit.open(task)}
            className="min-w-0 rounded-sm text-left text-ink-2 underline decoration-dotted underline-offset-2 hover:text-ink"
          >
            <span className="sr-only">Go on with the title: </span>
            {draft.text}
          </button>
          <TextDraftMark draft={draft} />
        </div>
      ) : null}
    </>
  );
}

/** A stable function, so that it runs once, when the field appears. */
function focusNow(field: HTMLTextAreaElement | null): void {
  field?.focus();
}
