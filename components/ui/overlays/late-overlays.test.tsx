// @vitest-environment happy-dom
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SelectOne } from "@/components/ui/controls/select";
import { Tooltip } from "./tooltip";

/** The parts of overlays come when the test lets them. */
const parts = vi.hoisted(() => {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  return { arrived, arrive: () => arrive() };
});
vi.mock("./radix-parts", async (original) => {
  await parts.arrived;
  return original();
});

let root: Root;
beforeEach(() => {
  document.body.innerHTML = '<div id="page"></div>';
  root = createRoot(document.getElementById("page") as HTMLElement);
  Element.prototype.hasPointerCapture = () => false;
});
afterEach(() => {
  root.unmount();
});

const find = (selector: string) => document.querySelector<HTMLElement>(selector);
const press = (on: HTMLElement | null | undefined, key: string) =>
  on?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const describing = (element: HTMLElement | null) =>
  document.getElementById(element?.getAttribute("aria-describedby") ?? "")?.textContent;

test("what is late is there for those who hear it, and opens when it has come", async () => {
  const onValueChange = vi.fn();
  flushSync(() =>
    root.render(
      <>
        <Tooltip content="Explains the button">
          <button type="button">Explained</button>
        </Tooltip>
        <SelectOne
          label="Size"
          value="small"
          options={[
            { value: "small", label: "Small" },
            { value: "large", label: "Large" },
          ]}
          onValueChange={onValueChange}
        />
      </>,
    ),
  );
  const button = find("button");
  const select = find('[role="combobox"]');
  expect(select?.textContent).toBe("Small");

  button?.focus();
  await vi.waitFor(() => expect(describing(button)).toBe("Explains the button"));
  select?.focus();
  press(select, "ArrowDown");
  await vi.waitFor(() => expect(select?.getAttribute("aria-expanded")).toBe("true"));
  expect(find('[role="option"]')).toBeNull();

  parts.arrive();
  await vi.waitFor(() => expect(document.querySelectorAll('[role="option"]')).toHaveLength(2));
  const large = [...document.querySelectorAll<HTMLElement>('[role="option"]')].at(-1);
  large?.focus();
  press(large, "Enter");
  await vi.waitFor(() => expect(onValueChange).toHaveBeenCalledWith("large"));

  // The list gives the focus back when it has gone.
  await vi.waitFor(() => expect(find('[role="option"]')).toBeNull());
  await vi.waitFor(() => expect(document.activeElement).toBe(select));
  button?.focus();
  await vi.waitFor(() => expect(find('[role="tooltip"]')).not.toBeNull());
  expect(describing(button)).toContain("Explains the button");
});
