"use client";

import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, placeholder as placeholderOf } from "@codemirror/view";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { controlClass } from "@/components/ui/controls/input";
import { commandKeys, mentionsOf, writing } from "./extensions";
import { PictureStatus } from "./picture-drop";
import { type PictureTarget, pictures } from "./pictures";
import type { Caret, TextEditorProps } from "./text-editor";

export type RichEditorProps = Omit<TextEditorProps, "mentions" | "maxLength"> & {
  caret: Caret;
  /** The agents whose names are completed. */
  handles: readonly { name: string; role: string }[];
  describedBy: string | undefined;
};

/** CodeMirror on a text that somebody else keeps. Tab leaves it, as it leaves any field. */
export function RichEditor(props: RichEditorProps) {
  const { value, className, invalid } = props;
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(props);
  const [uploading, setUploading] = useState(0);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [settings] = useState(() => new Compartment());

  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!parent.current) return;
    const target: PictureTarget = {
      upload: () => latest.current.upload,
      onCount: setUploading,
      onRefusal: setRefusal,
    };
    const { caret, autoFocus } = latest.current;
    const editor = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          commandKeys({
            submit: () => latest.current.onSubmit?.(),
            leave: () => latest.current.onEscape?.(),
          }),
          writing,
          mentionsOf(() => latest.current.handles),
          pictures(target),
          settings.of(settingsOf(latest.current)),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    const length = editor.state.doc.length;
    editor.dispatch({
      selection: { anchor: Math.min(caret.from, length), head: Math.min(caret.to, length) },
    });
    if (caret.focused || autoFocus) editor.focus();
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [settings]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || sameText(editor.state.doc.toString(), value)) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  const { label, placeholder, readOnly, describedBy } = props;
  useEffect(() => {
    view.current?.dispatch({
      effects: settings.reconfigure(
        settingsOf({ label, placeholder, readOnly, describedBy, invalid }),
      ),
    });
  }, [settings, label, placeholder, readOnly, describedBy, invalid]);

  return (
    <>
      <div
        ref={parent}
        aria-invalid={invalid || undefined}
        className={cn(
          controlClass,
          "flex max-h-96 min-h-[4.75rem] px-0! font-mono text-xs leading-5 focus-within:border-focus focus-within:outline-1 focus-within:outline-focus",
          className,
        )}
      />
      <PictureStatus count={uploading} refusal={refusal} />
    </>
  );
}

type Settings = Pick<
  RichEditorProps,
  "label" | "placeholder" | "readOnly" | "describedBy" | "invalid"
>;

function settingsOf({ label, placeholder, readOnly, describedBy, invalid }: Settings): Extension {
  return [
    EditorView.contentAttributes.of({
      "aria-label": label,
      spellcheck: "true",
      autocorrect: "on",
      autocapitalize: "sentences",
      ...(describedBy ? { "aria-describedby": describedBy } : {}),
      ...(invalid ? { "aria-invalid": "true" } : {}),
      ...(readOnly ? { "aria-readonly": "true", tabindex: "0" } : {}),
    }),
    EditorState.readOnly.of(readOnly ?? false),
    EditorView.editable.of(!readOnly),
    placeholder ? placeholderOf(placeholder) : [],
  ];
}

/** The editor ends lines with line feeds, whatever the text did. */
function sameText(inEditor: string, value: string): boolean {
  return inEditor === value || inEditor === value.replace(/\r\n?/g, "\n");
}
