// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { leaveFocusElsewhere } from "./return-focus";

beforeEach(() => {
  document.body.innerHTML = `
    <button id="page">Page</button>
    <div role="dialog" data-state="open"><input id="opened"></div>
    <div role="dialog" data-state="closed"><input id="closing"></div>`;
});

function closing(focused: string): Event {
  document.getElementById(focused)?.focus();
  const event = new Event("focusScope.autoFocusOnUnmount", { cancelable: true });
  leaveFocusElsewhere(event);
  return event;
}

test("what closes leaves the focus in a dialog that was opened meanwhile", () => {
  expect(closing("opened").defaultPrevented).toBe(true);
});

test("what closes gives the focus back where nothing else has it", () => {
  expect(closing("page").defaultPrevented).toBe(false);
  expect(closing("closing").defaultPrevented).toBe(false);
});
