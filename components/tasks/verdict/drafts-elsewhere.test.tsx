// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FormatProvider } from "@/components/format/format-provider";
import { aTask } from "@/components/sync/cache/task-fixture";
import { ViewerProvider } from "@/components/sync/viewer";
import type { DraftWire } from "@/lib/reviews/rounds/shapes";
import { VerdictButtons } from "./verdict-buttons";

/** A verdict that is given where the comments on the work are not shown, as in the Inbox. */

const actions = vi.hoisted(() => ({ approveAction: vi.fn(), rejectAction: vi.fn() }));
vi.mock("@/app/(app)/reviews/actions", () => actions);

const TASK = aTask({ id: 7, status: "review", resolution: "Done", status_changed_at: 5 });
const SEEN = { run_id: 3, commit: null, resolution_hash: "a", checks: "0".repeat(16) };
const aDraft = (id: number, superseded = false): DraftWire => ({
  id,
  task_id: TASK.id,
  round: 1,
  anchor: { kind: "text", field: "resolution", start: 0, end: 4 } as unknown as DraftWire["anchor"],
  quote: "Done",
  body: "Is it?",
  superseded,
  moved_anchor: null,
  created_at: 0,
  updated_at: 0,
});

let root: Root;
let drafts: DraftWire[];

beforeEach(() => {
  vi.stubGlobal("fetch", async (url: string) =>
    Response.json(String(url).endsWith("/review-drafts") ? { drafts } : { seen: SEEN }),
  );
  for (const action of Object.values(actions))
    action.mockReset().mockResolvedValue({ ok: true, data: { ...TASK, status: "done" } });
  document.body.innerHTML = '<div id="page"></div>';
  root = createRoot(document.getElementById("page") as HTMLElement);
});
afterEach(() => {
  root.unmount();
  vi.unstubAllGlobals();
});

function show() {
  root.render(
    <QueryClientProvider client={new QueryClient()}>
      <FormatProvider reader={{ zone: "UTC", locale: "en-GB" }} renderedAt={0}>
        <ViewerProvider viewer={{ name: "Ada", username: "ada", role: "operator" }}>
          <VerdictButtons task={TASK} />
        </ViewerProvider>
      </FormatProvider>
    </QueryClientProvider>,
  );
}

const dialog = () => document.querySelector('[role="dialog"]');
const button = (label: string, within: ParentNode = document) =>
  [...within.querySelectorAll("button")].find((one) => one.textContent?.trim() === label);
const choice = () =>
  dialog()?.querySelector<HTMLElement>('[role="checkbox"], input[type="checkbox"]');
/** Presses a button once it is there. */
async function press(label: string, within: () => ParentNode | null = () => document) {
  await vi.waitFor(() => expect(button(label, within() as ParentNode)).toBeDefined());
  button(label, within() as ParentNode)?.click();
}
const says = (words: string) => vi.waitFor(() => expect(dialog()?.textContent).toContain(words));

test("an approval offers to send the comments that are not sent, and sends those of this work", async () => {
  drafts = [aDraft(1), aDraft(2, true), aDraft(3)];
  show();
  await press("Approve");
  await says("Send your 2 draft comments on the work with it");
  expect(actions.approveAction).not.toHaveBeenCalled();
  await press("Approve", dialog);
  await vi.waitFor(() => expect(actions.approveAction).toHaveBeenCalledOnce());
  const review = { drafts: [1, 3], seen: SEEN };
  expect(actions.approveAction).toHaveBeenCalledWith(7, undefined, 5, undefined, review);
});

test("a rejection needs no words with them, and leaves them where they are if told to", async () => {
  drafts = [aDraft(1)];
  show();
  await press("Reject");
  await says("Send your draft comment on the work with it");
  await says("May stay empty: your comments say what is missing.");
  choice()?.click();
  await says("They stay drafts, which only you see.");
  await press("Reject with feedback", dialog);
  await says("Say what is missing: the agent works from it");
  expect(actions.rejectAction).not.toHaveBeenCalled();
  choice()?.click();
  await says("May stay empty");
  await press("Reject with feedback", dialog);
  await vi.waitFor(() => expect(actions.rejectAction).toHaveBeenCalledOnce());
  expect(actions.rejectAction).toHaveBeenCalledWith(7, "", 5, { drafts: [1], seen: SEEN });
});

test("without comments on this work an approval asks nothing", async () => {
  drafts = [aDraft(2, true)];
  show();
  await press("Approve");
  await vi.waitFor(() => expect(actions.approveAction).toHaveBeenCalledOnce());
  expect(dialog()).toBeNull();
});
