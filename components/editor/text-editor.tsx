"use client";

import { type ComponentType, type RefObject, useEffect, useId, useRef, useState } from "react";
import { useFormat } from "@/components/format/format-provider";
import { useAgents } from "@/components/sync/data/use-agents";
import { cn } from "@/components/ui/cn";
import { Textarea } from "@/components/ui/controls/input";
import type { StorePicture } from "./picture-drop";
import type { RichEditorProps } from "./rich-editor";

export interface TextEditorProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** ⌘Enter. */
  onSubmit?: () => void;
  onEscape?: () => void;
  readOnly?: boolean;
  autoFocus?: boolean;
  invalid?: boolean;
  /** Letters that may be saved. More can be typed, so that nothing pasted is cut off unseen; a line says that it is too long. */
  maxLength?: number;
  /** Completes the names of agents after an `@`. */
  mentions?: boolean;
  /** Stores a picture that was dropped or pasted; without it pictures are not taken. */
  upload?: StorePicture;
  /** Of the editable area: its height, border and padding. */
  className?: string;
}

/** The caret of the plain field, for the editor that takes its place. */
export interface Caret {
  focused: boolean;
  from: number;
  to: number;
}

const NOBODY: readonly { name: string; role: string }[] = [];

let loaded: ComponentType<RichEditorProps> | null = null;

/**
 * A text in markdown, edited as text. Its editor is code of its own: a plain field stands in until it is there, keeps its place if
 * it never comes, and hands over the text and the caret.
 */
export function TextEditor({ mentions = false, className, ...props }: TextEditorProps) {
  const Rich = useRichEditor();
  const { data: agents } = useAgents(mentions);
  const handles = mentions ? (agents ?? NOBODY) : NOBODY;
  const caret = useRef<Caret>({ focused: false, from: 0, to: 0 });
  const excess = props.value.length - (props.maxLength ?? Number.POSITIVE_INFINITY);
  const { number } = useFormat();
  const excessId = useId();
  const describedBy = excess > 0 ? excessId : undefined;
  return (
    <div className="flex min-h-0 min-w-0 flex-col">
      {Rich ? (
        <Rich
          {...props}
          caret={caret.current}
          handles={handles}
          describedBy={describedBy}
          className={className}
        />
      ) : (
        <PlainEditor {...props} caret={caret} describedBy={describedBy} className={className} />
      )}
      {excess > 0 ? (
        <p id={excessId} role="status" className="pt-1 text-danger text-xs">
          {number(excess)} letters too long: at most {number(props.maxLength ?? 0)} can be saved.
        </p>
      ) : null}
    </div>
  );
}

function useRichEditor(): ComponentType<RichEditorProps> | null {
  const [component, setComponent] = useState(() => loaded);
  useEffect(() => {
    if (component) return;
    let isWanted = true;
    import("./rich-editor").then(
      ({ RichEditor }) => {
        loaded = RichEditor;
        if (isWanted) setComponent(() => RichEditor);
      },
      // The plain field goes on serving.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [component]);
  return component;
}

type PlainEditorProps = Omit<TextEditorProps, "mentions"> & {
  caret: RefObject<Caret>;
  describedBy: string | undefined;
};

function PlainEditor({
  label,
  value,
  onChange,
  onSubmit,
  onEscape,
  invalid,
  maxLength: _,
  upload: __,
  caret,
  describedBy,
  className,
  ...field
}: PlainEditorProps) {
  const keep = ({ selectionStart, selectionEnd }: HTMLTextAreaElement, focused: boolean) => {
    caret.current = { focused, from: selectionStart, to: selectionEnd };
  };
  return (
    <Textarea
      {...field}
      aria-label={label}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      value={value}
      onChange={(event) => {
        onChange(event.target.value);
        keep(event.target, true);
      }}
      onSelect={(event) => keep(event.currentTarget, true)}
      onFocus={(event) => keep(event.currentTarget, true)}
      onBlur={(event) => keep(event.currentTarget, false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          onSubmit?.();
        }
        if (event.key === "Escape" && onEscape) {
          event.stopPropagation();
          onEscape();
        }
      }}
      className={cn("font-mono text-xs leading-5", className)}
    />
  );
}
