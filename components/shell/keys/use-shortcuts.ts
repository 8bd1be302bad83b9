"use client";

import { useEffect } from "react";
import { createStoredText, useStore } from "@/components/ui/create-store";
import { availableCommands, type Command, keysOf } from "./command-registry";
import { matchKeys, strokeOf } from "./key-match";
import { createTypingGuard } from "./typing-guard";

const SEQUENCE_TIMEOUT_MS = 1_200;
const MODIFIERS = new Set(["Shift", "Control", "Meta", "Alt", "CapsLock", "AltGraph"]);
const TYPING =
  'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"]), textarea, select, [contenteditable="true"], [role="textbox"]';
const MULTILINE = 'textarea, [contenteditable="true"], [role="textbox"][aria-multiline="true"]';
const OVERLAYS =
  '[role="dialog"][data-state="open"]:not([data-shortcuts="on"]), [role="alertdialog"][data-state="open"], [role="menu"][data-state="open"], [role="listbox"][data-state="open"]';

/**
 * Runs the registered commands on their keys. Mounted once, by the shell.
 *
 * Single keys and sequences rest while one types and after the field in which one typed was lost (`createTypingGuard`), while a menu or a dialog is open (a dialog that wants them says
 * `data-shortcuts="on"`), and when the person has turned them off; chords with ⌘ or Ctrl rest only for dialogs.
 */
export function useShortcuts() {
  useEffect(() => {
    let strokes: string[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const typing = createTypingGuard();

    function forget() {
      clearTimeout(timer);
      strokes = [];
    }

    let isForText = false;

    /** In the capture phase, because a field may keep its keys to itself. */
    function watchTyping(event: KeyboardEvent) {
      if (MODIFIERS.has(event.key)) return;
      isForText = typing.isForText({
        key: event.key,
        isField: isIn(TYPING, event.target),
        isMultiline: isIn(MULTILINE, event.target),
        isChord: isChord(strokeOf(event)),
      });
    }

    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || MODIFIERS.has(event.key)) return;
      const stroke = strokeOf(event);
      const chord = isChord(stroke);
      if (document.querySelector(OVERLAYS)) {
        // Ours do nothing now, but neither should the browser's own take over.
        if (chord && matchKeys([stroke], bindings()).kind === "full") event.preventDefault();
        return forget();
      }
      if (!chord && (isForText || !singleKeysEnabled() || isOwnKey(event))) return forget();

      let match = matchKeys([...strokes, stroke], bindings());
      if (match.kind === "none" && strokes.length > 0) {
        forget();
        match = matchKeys([stroke], bindings());
      }
      if (match.kind === "none") return;
      event.preventDefault();
      if (match.kind === "full") {
        forget();
        // A key that is held down acts once, except where it moves.
        if (!event.repeat || match.target.repeats) match.target.run();
        return;
      }
      clearTimeout(timer);
      strokes = [...strokes, stroke];
      timer = setTimeout(forget, SEQUENCE_TIMEOUT_MS);
    }

    document.addEventListener("keydown", watchTyping, true);
    document.addEventListener("keydown", onKeyDown);
    document.addEventListener("pointerdown", typing.moved, true);
    document.addEventListener("click", typing.moved, true);
    return () => {
      forget();
      document.removeEventListener("keydown", watchTyping, true);
      document.removeEventListener("keydown", onKeyDown);
      document.removeEventListener("pointerdown", typing.moved, true);
      document.removeEventListener("click", typing.moved, true);
    };
  }, []);
}

function isChord(stroke: string): boolean {
  return /^(mod|alt)\+/.test(stroke);
}

function* bindings(): Generator<readonly [string, Command]> {
  for (const command of availableCommands()) {
    for (const keys of keysOf(command)) yield [keys, command];
  }
}

function isIn(selector: string, target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

/** Enter and Space belong to the button or link that has the focus. */
function isOwnKey(event: KeyboardEvent): boolean {
  if (event.key !== "Enter" && event.key !== " ") return false;
  return (
    event.target instanceof Element &&
    event.target.closest('a, button, summary, [role="button"]') !== null
  );
}

const choice = createStoredText("baton.single-keys");
const areOn = (chosen: string | null): boolean => chosen !== "off";

/** Whether shortcuts without a modifier act. WCAG 2.1.4 asks that they can be turned off. */
export function singleKeysEnabled(): boolean {
  return areOn(choice.get());
}

export function setSingleKeys(enabled: boolean) {
  choice.set(enabled ? "on" : "off");
}

export function useSingleKeys(): boolean {
  return useStore(choice, areOn, true);
}
