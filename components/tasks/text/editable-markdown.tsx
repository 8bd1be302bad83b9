"use client";

import { Pencil } from "lucide-react";
import { useRef, useState } from "react";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { useViewer } from "@/components/sync/viewer";
import { Section } from "@/components/tasks/page/section";
import { IconButton } from "@/components/ui/controls/icon-button";
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
  const [base, setBase] = useState<TaskWire | null>(null);
  const [isOpenedHere, setOpenedHere] = useState(false);
  const { canWrite } = useViewer();
  const opener = useRef<HTMLButtonElement>(null);
  const text = task[field];
  const draft = useTextDraft({ object: `task:${task.id}`, field }, text ?? "");
  if (draft.isDraft && canWrite && base === null) setBase({ ...task, [field]: draft.base || null });

  function open() {
    setOpenedHere(true);
    setBase(task);
  }

  function close() {
    setBase(null);
    setOpenedHere(false);
    requestAnimationFrame(() => opener.current?.focus());
  }

  if (!text && !canWrite && !base) return null;
  return (
    <Section
      title={title}
      action={
        canWrite && text && !base ? (
          <IconButton
            ref={opener}
            label={`Edit the ${title.toLowerCase()}`}
            size="icon-sm"
            onClick={open}
          >
            <Pencil className="size-3.5" />
          </IconButton>
        ) : undefined
      }
    >
      {base ? (
        <MarkdownEditor
          task={task}
          base={base}
          field={field}
          label={title}
          autoFocus={isOpenedHere}
          onClose={close}
        />
      ) : text ? (
        <Markdown>{text}</Markdown>
      ) : (
        <button
          ref={opener}
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
