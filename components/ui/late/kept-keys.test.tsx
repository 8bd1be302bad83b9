// @vitest-environment happy-dom
import { act, useEffect, useRef } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useKeptKeys } from "./kept-keys";

let root: Root;
let commands: string[];
const hear = (event: KeyboardEvent) => {
  if (event.target === document.body) commands.push(event.key);
};

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  document.body.innerHTML = '<div id="page"></div>';
  root = createRoot(document.getElementById("page") as HTMLElement);
  commands = [];
  window.addEventListener("keydown", hear);
  // The browser's own typing, which this environment does not have.
  document.execCommand = (command, _, text) => {
    const field = document.activeElement;
    if (!(field instanceof HTMLInputElement)) return false;
    field.value = command === "insertText" ? field.value + text : field.value.slice(0, -1);
    return true;
  };
});
afterEach(() => {
  act(() => root.unmount());
  window.removeEventListener("keydown", hear);
  vi.unstubAllGlobals();
});

/** As the browser presses a key; returns whether the page kept it from acting. */
function press(key: string, init: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  Object.defineProperty(event, "isTrusted", { value: true });
  return !(document.activeElement ?? document.body).dispatchEvent(event);
}

interface OverlayProps {
  state: "fetching" | "there" | "nothing";
  onSubmit?: (text: string) => void;
}

/** What opens an overlay that is still fetched, and the overlay with its field. */
function Overlay({ state, onSubmit }: OverlayProps) {
  const field = useRef<HTMLInputElement>(null);
  useKeptKeys(state === "fetching");
  useEffect(() => {
    if (state === "there") field.current?.focus();
  }, [state]);
  if (state !== "there") return null;
  return (
    <div role="dialog" data-state="open">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.(field.current?.value ?? "");
        }}
      >
        <input ref={field} />
        <button type="submit">Send</button>
      </form>
    </div>
  );
}

const show = (props: OverlayProps) => act(() => root.render(<Overlay {...props} />));
const field = () => document.querySelector("input");

test("what is pressed while an overlay is fetched is typed into it, and never a command", async () => {
  show({ state: "fetching" });
  for (const key of ["s", "c", "x", "Backspace", "o"]) expect(press(key)).toBe(true);
  show({ state: "there" });
  await vi.waitFor(() => expect(field()?.value).toBe("sco"));
  expect(commands).toEqual([]);
});

test("Enter at the end of it sends the form, with all that was typed", async () => {
  const onSubmit = vi.fn();
  show({ state: "fetching", onSubmit });
  for (const key of ["o", "k", "Enter"]) press(key);
  show({ state: "there", onSubmit });
  await vi.waitFor(() => expect(onSubmit).toHaveBeenCalledWith("ok"));
});

test("Tab goes to the next control of the overlay", async () => {
  show({ state: "fetching" });
  press("Tab");
  show({ state: "there" });
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe("Send"));
});

test("chords and function keys are the browser's, also while an overlay is fetched", () => {
  show({ state: "fetching" });
  expect(press("r", { ctrlKey: true })).toBe(false);
  expect(press("F5")).toBe(false);
  expect(press("Enter", { metaKey: true })).toBe(true);
});

test("where nothing came, what was meant for it is forgotten, and keys act again", async () => {
  show({ state: "fetching" });
  press("j");
  show({ state: "nothing" });
  await vi.waitFor(() => expect(press("k")).toBe(false));
  expect(commands).toEqual(["k"]);
});
