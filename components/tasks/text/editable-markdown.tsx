"use client";

import { Pencil } from "lucide-react";
import { useRef, useState } from "react";
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

/** A text of the task, shown as markdown and edited in place. */
export function EditableMarkdown({ task, field, title, placeholder }: EditableMarkdownProps) {
  const [base, setBase] = useState<TaskWire | null>(null);
  const { canWrite } = useViewer();
  const opener = useRef<HTMLButtonElement>(null);
  const text = task[field];

  function close() {
    setBase(null);
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
            onClick={() => setBase(task)}
          >
            <Pencil className="size-3.5" />
          </IconButton>
        ) : undefined
      }
    >
      {base ? (
        <MarkdownEditor base={base} field={field} label={title} onClose={close} />
      ) : text ? (
        <Markdown>{text}</Markdown>
      ) : (
        <button
          ref={opener}
          type="button"
          onClick={() => setBase(task)}
          className="-mx-2 min-h-8 w-full rounded-md px-2 text-left text-ink-3 text-sm hover:bg-hover pointer-coarse:min-h-11"
        >
          {placeholder}
        </button>
      )}
    </Section>
  );
}
