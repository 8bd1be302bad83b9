"use client";

import { Pencil } from "lucide-react";
import { useState } from "react";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { useViewer } from "@/components/sync/viewer";
import { Section } from "@/components/tasks/page/section";
import { IconButton } from "@/components/ui/controls/icon-button";
import { useInlineEdit } from "@/components/ui/controls/use-inline-edit";
import { Markdown } from "@/components/ui/display/markdown";
import type { TaskWire } from "@/lib/tasks/shapes";
import { MarkdownEditor } from "./markdown-editor";

export type MarkdownField = "description" | "acceptance_criteria";

interface EditableMarkdownProps {
  task: TaskWire;
  field: MarkdownField;
  title: string;
  /** The placeholder for an empty text. */
  placeholder: string;
}

/** A text of the task, shown as markdown and edited in place. A draft that was left opens the editor again. */
export function EditableMarkdown({ task, field, title, placeholder }: EditableMarkdownProps) {
  const edit = useInlineEdit<TaskWire>();
  const [isOpenedHere, setOpenedHere] = useState(false);
  const { canWrite } = useViewer();
  const text = task[field];
  const draft = useTextDraft({ object: `task:${task.id}`, field }, text ?? "");
  if (draft.isDraft && canWrite && edit.edited === null) {
    edit.open({ ...task, [field]: draft.base || null });
  }

  function open() {
    setOpenedHere(true);
    edit.open(task);
  }

  function close() {
    edit.close();
    setOpenedHere(false);
  }

  if (!text && !canWrite && !edit.edited) return null;
  return (
    <Section
      title={title}
      action={
        canWrite && text && !edit.edited ? (
          <IconButton
            ref={edit.opener}
            label={`Edit the ${title.toLowerCase()}`}
            size="icon-sm"
            onClick={open}
          >
            <Pencil className="size-3.5" />
          </IconButton>
        ) : undefined
      }
    >
      {edit.edited ? (
        <div {...edit.frame}>
          <MarkdownEditor
            task={task}
            base={edit.edited}
            field={field}
            label={title}
            autoFocus={isOpenedHere}
            onClose={close}
          />
        </div>
      ) : text ? (
        <Markdown>{text}</Markdown>
      ) : (
        <button
          ref={edit.opener}
          type="button"
          onClick={open}
          className="-mx-2 min-h-8 w-full rounded-md px-2 text-left text-ink-3 text-sm hover:bg-hover pointer-coarse:min-h-11"
        >
          {placeholder}
        </button>
      )}
    </Section>
  );
}
