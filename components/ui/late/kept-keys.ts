import { useLayoutEffect } from "react";

const OPEN_OVERLAY =
  '[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"], [role="menu"][data-state="open"], [role="listbox"][data-state="open"]';
const FOCUSABLE =
  'input:not(:disabled), textarea:not(:disabled), select:not(:disabled), button:not(:disabled), a[href], [contenteditable="true"], [tabindex="0"]';
/** How many frames an overlay has to take the focus after it has arrived. */
const FRAMES_TO_FOCUS = 20;

let waiting = 0;
let kept: KeyboardEvent[] = [];
/** What had the focus when the waiting began. */
let before: Element | null = null;
let isPressing = false;

/**
 * Keeps what is pressed while an overlay that was opened is still being fetched, and gives it to the overlay when it is
 * there. Without it the letters of a name would be taken for commands of the screen behind.
 */
export function useKeptKeys(isWaiting: boolean) {
  useLayoutEffect(() => {
    if (!isWaiting) return;
    waiting += 1;
    if (waiting === 1) {
      before = document.activeElement;
      window.addEventListener("keydown", keep, true);
    }
    return () => {
      waiting -= 1;
      requestAnimationFrame(() => giveBack(FRAMES_TO_FOCUS));
    };
  }, [isWaiting]);
}

/** Has a key pressed as the first one in an overlay that is being fetched. */
export function pressLater(key: string) {
  kept.unshift(new KeyboardEvent("keydown", { key }));
}

/** In the capture phase of the window, before anything else hears of it. */
function keep(event: KeyboardEvent) {
  // Not those that are pressed here.
  if (!event.isTrusted || event.isComposing || !isKept(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  kept.push(event);
}

/** Chords are the browser's, except Ctrl or ⌘ with Enter, which sends a form; so are function keys. */
function isKept({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return key === "Enter";
  return key.length === 1 || /^(Enter|Escape|Tab|Backspace|Delete|Arrow.+)$/.test(key);
}

/** Once nothing is waited for, and what came has the focus. Where nothing came, what was meant for it is forgotten. */
function giveBack(frames: number) {
  if (waiting > 0) return;
  const isReady = hasFocus();
  if (!isReady && frames > 0) {
    requestAnimationFrame(() => giveBack(frames - 1));
    return;
  }
  if (isReady) void pressKept();
  else forget();
}

/** Whether the overlay that came has the focus, or the field of what came into the page. */
function hasFocus(): boolean {
  const { activeElement: focused } = document;
  if (focused === null) return false;
  if (focused.closest(OPEN_OVERLAY)) return true;
  return !document.querySelector(OPEN_OVERLAY) && focused !== before && isText(focused);
}

/** One after the other, as they were pressed; what is pressed meanwhile comes after them. */
async function pressKept() {
  if (isPressing) return;
  isPressing = true;
  while (waiting === 0) {
    const event = kept.shift();
    if (!event) break;
    // A list takes a frame to choose what fits the letters before an Enter.
    if (event.key.length > 1) await new Promise(requestAnimationFrame);
    press(event);
  }
  isPressing = false;
  if (waiting === 0) forget();
}

function forget() {
  window.removeEventListener("keydown", keep, true);
  kept = [];
}

/** Presses a key on what has the focus, with what the browser itself would do upon it. */
function press({ key, code, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent) {
  const target = document.activeElement ?? document.body;
  const goesOn = target.dispatchEvent(
    new KeyboardEvent("keydown", {
      key,
      code,
      shiftKey,
      ctrlKey,
      metaKey,
      altKey,
      bubbles: true,
      cancelable: true,
    }),
  );
  if (!goesOn || ctrlKey || metaKey || altKey) return;
  if (key === "Tab") return focusNext(target, shiftKey ? -1 : 1);
  if (isText(target)) {
    if (key.length === 1) document.execCommand("insertText", false, key);
    else if (key === "Backspace") document.execCommand("delete");
    else if (key === "Delete") document.execCommand("forwardDelete");
    else if (key === "Enter") enter(target);
  } else if ((key === "Enter" || key === " ") && target instanceof HTMLElement) {
    target.click();
  }
}

function isText(target: Element): target is HTMLElement {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches("textarea, input:not([type=checkbox], [type=radio])"))
  );
}

function enter(target: HTMLElement) {
  if (target instanceof HTMLInputElement) target.form?.requestSubmit();
  else document.execCommand("insertText", false, "\n");
}

function focusNext(from: Element, step: 1 | -1) {
  const stops = [...(from.closest(OPEN_OVERLAY)?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
  stops.at((stops.indexOf(from as HTMLElement) + step) % stops.length)?.focus();
}
