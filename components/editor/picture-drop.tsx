"use client";

import { type ClipboardEvent, type DragEvent, type RefObject, useState } from "react";
import { flushSync } from "react-dom";

/** Where a picture was stored, or a sentence that says why it was not. */
export type Upload = { ok: true; url: string } | { ok: false; message: string };
export type StorePicture = (file: File) => Promise<Upload>;

/** What is on its way, and why the last one was not stored. */
export interface PictureState {
  /** How many are being stored. */
  count: number;
  refusal: string | null;
}

export const picturesIn = (files: FileList | undefined): File[] =>
  [...(files ?? [])].filter(({ type }) => type.startsWith("image/"));

/** Stores a picture. Resolves to its markdown, or to the reason why it was not stored. Never throws. */
export async function storedPicture(
  file: File,
  store: StorePicture,
): Promise<{ markdown: string } | { refusal: string }> {
  const stored = await store(file).catch((): Upload => ({ ok: false, message: NO_ANSWER }));
  return stored.ok
    ? { markdown: `![${altOf(file.name)}](${stored.url})` }
    : { refusal: `${file.name}: ${stored.message}` };
}

const NO_ANSWER = "the server does not answer. Check your connection, and try again.";

/** The name of the file without its ending, and without what would end the markdown. */
function altOf(name: string): string {
  return (
    name
      .replace(/\.[^.]+$/, "")
      .replace(/[[\]\\\n]/g, " ")
      .trim() || "picture"
  );
}

/** The text with the markdown where it was put: after `before`, or at the end when that was changed meanwhile. */
export function withPicture(text: string, before: string, markdown: string): string {
  const at = text.startsWith(before) ? before.length : text.length;
  return text.slice(0, at) + markdown + text.slice(at);
}

/**
 * Takes pictures that are dropped on a plain field or pasted into it, stores them, and writes their markdown at the caret.
 * Spread `handlers` on the field, and show `state` below it with `PictureStatus`.
 */
export function usePictureDrop(
  field: RefObject<HTMLTextAreaElement | null>,
  onChange: (text: string) => void,
  store: StorePicture,
) {
  const [state, setState] = useState<PictureState>({ count: 0, refusal: null });
  const counted = (change: number) =>
    setState((now) => ({ ...now, count: Math.max(0, now.count + change) }));

  function take(event: ClipboardEvent | DragEvent, files: FileList | undefined) {
    const pictures = picturesIn(files);
    const { current } = field;
    if (pictures.length === 0 || !current) return;
    event.preventDefault();
    setState((now) => ({ ...now, refusal: null }));
    const before = current.value.slice(0, current.selectionEnd);
    void put(pictures, before);
  }

  /** One after the other, so that they stand in the order in which they were chosen. */
  async function put(pictures: readonly File[], before: string) {
    counted(pictures.length);
    let place = before;
    for (const picture of pictures) {
      const stored = await storedPicture(picture, store);
      counted(-1);
      if ("refusal" in stored) {
        setState((now) => ({ ...now, refusal: stored.refusal }));
        continue;
      }
      const text = field.current?.value;
      if (text === undefined) return;
      // Synchronously: the next picture is put into the text that the field has then.
      flushSync(() => onChange(withPicture(text, place, stored.markdown)));
      place += stored.markdown;
    }
  }

  return {
    state,
    handlers: {
      onPaste: (event: ClipboardEvent) => take(event, event.clipboardData.files),
      onDrop: (event: DragEvent) => take(event, event.dataTransfer.files),
      // Without this the browser opens the file in place of the page.
      onDragOver(event: DragEvent) {
        if (event.dataTransfer.types.includes("Files")) event.preventDefault();
      },
    },
  };
}

/** Below a field: that pictures are being stored, and why one was not. */
export function PictureStatus({ count, refusal }: PictureState) {
  return (
    <>
      <p role="status" className="text-ink-3 text-xs empty:hidden">
        {count > 0 ? `Storing ${count === 1 ? "a picture" : `${count} pictures`}…` : ""}
      </p>
      {refusal ? (
        <p role="alert" className="pt-1 text-danger text-xs">
          {refusal}
        </p>
      ) : null}
    </>
  );
}
