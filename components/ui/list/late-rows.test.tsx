// @vitest-environment happy-dom
import { createRef, type RefObject } from "react";
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { VirtualList, type VirtualListHandle } from "./virtual-list";

/** The code that follows the scrolling comes when the test lets it. */
const code = vi.hoisted(() => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { arrived: promise, arrive: resolve };
});
vi.mock("@tanstack/react-virtual", async (original) => {
  await code.arrived;
  return original();
});

const VIEW_PX = 400;
let root: Root;
beforeEach(() => {
  document.body.innerHTML = '<div id="page"></div>';
  root = createRoot(document.getElementById("page") as HTMLElement);
  // Nothing has a size in this environment.
  for (const side of ["offsetHeight", "clientHeight"] as const)
    vi.spyOn(HTMLElement.prototype, side, "get").mockReturnValue(VIEW_PX);
});
afterEach(() => {
  root.unmount();
  vi.restoreAllMocks();
});

const ITEMS = Array.from({ length: 500 }, (_, id) => ({ id }));

function List({ list }: { list: RefObject<VirtualListHandle | null> }) {
  return (
    <VirtualList ref={list} items={ITEMS} keyOf={({ id }) => id} estimate={() => VIEW_PX}>
      {({ id }, isStop) => (
        <button type="button" data-stop="" tabIndex={isStop ? 0 : -1}>
          {id}
        </button>
      )}
    </VirtualList>
  );
}

const rows = () => [...document.querySelectorAll("li")];
const named = (name: string) =>
  [...document.querySelectorAll("button")].find((button) => button.textContent === name);

test("the first rows are there before what follows the scrolling, which takes over the same elements", async () => {
  const list = createRef<VirtualListHandle>();
  flushSync(() => root.render(<List list={list} />));
  const before = rows();
  expect(before.length).toBeGreaterThan(5);
  expect(before.length).toBeLessThan(30);
  const last = before.at(-1);

  flushSync(() => list.current?.focus(2));
  expect(document.activeElement).toBe(named("2"));
  flushSync(() => list.current?.focus(300));
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe("300"));

  code.arrive();
  // The view is smaller than it was taken for: rows beyond it go.
  await vi.waitFor(() => expect(last?.isConnected).toBe(false));
  expect(before.slice(0, 5).every((row) => row.isConnected)).toBe(true);
  expect(document.activeElement?.textContent).toBe("300");
});
