// @vitest-environment happy-dom
import { act } from "react";
import { createPortal } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useForm } from "./use-form";

let root: Root;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  document.body.innerHTML = '<div id="page"></div>';
  root = createRoot(document.getElementById("page") as HTMLElement);
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

interface NestedProps {
  name: string;
  onSend: (name: string) => void;
  children?: React.ReactNode;
}

function Named({ name, onSend, children }: NestedProps) {
  const form = useForm({
    saved: { text: "" },
    send: async () => {
      onSend(name);
      return { ok: true as const, data: null };
    },
    onDone: () => undefined,
  });
  return (
    <form id={name} onSubmit={form.submit}>
      <input aria-label={name} />
      {children}
    </form>
  );
}

test("a form in a dialog is sent without the form that opened the dialog", async () => {
  const sent: string[] = [];
  const onSend = (name: string) => sent.push(name);
  act(() =>
    root.render(
      <Named name="task" onSend={onSend}>
        {createPortal(<Named name="checks" onSend={onSend} />, document.body)}
      </Named>,
    ),
  );
  const send = (name: string) =>
    act(async () => document.querySelector<HTMLFormElement>(`#${name}`)?.requestSubmit());
  await send("checks");
  expect(sent).toEqual(["checks"]);
  await send("task");
  expect(sent).toEqual(["checks", "task"]);
});
