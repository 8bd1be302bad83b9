// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, type Mock, test, vi } from "vitest";
import { FormatProvider } from "@/components/format/format-provider";
import { drafts } from "@/components/forms/drafts/drafts";
import { aTask } from "@/components/sync/cache/task-fixture";
import { ViewerProvider } from "@/components/sync/viewer";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { CreateTaskForm } from "./create-task-form";
import type { TaskDraft } from "./create-task-store";

const actions = vi.hoisted(() => ({ createTaskAction: vi.fn(), openContestAction: vi.fn() }));
vi.mock("@/app/(app)/actions", () => ({ createTaskAction: actions.createTaskAction }));
vi.mock("@/app/(app)/ask/contests/actions", () => ({
  openContestAction: actions.openContestAction,
}));
vi.mock("next/navigation", () => ({ useRouter: () => ({ push: () => undefined }) }));

let root: Root;

beforeEach(() => {
  vi.stubGlobal("fetch", async () => Response.json({ projects: [], agents: [] }));
  actions.createTaskAction
    .mockReset()
    .mockResolvedValue({ ok: true, data: aTask({ id: 7, metadata: {} }) });
  actions.openContestAction
    .mockReset()
    .mockResolvedValue({ ok: true, data: { group: aTask({ id: 8, metadata: { best_of: 2 } }) } });
  document.body.innerHTML = '<div id="page"></div>';
  root = createRoot(document.getElementById("page") as HTMLElement);
});
afterEach(() => {
  root.unmount();
  drafts.write("ada", "new", "task", null);
  vi.unstubAllGlobals();
});

function show(start: TaskDraft) {
  root.render(
    <QueryClientProvider client={new QueryClient()}>
      <FormatProvider reader={{ zone: "UTC", locale: "en-GB" }} renderedAt={0}>
        <ViewerProvider viewer={{ name: "Ada", username: "ada", role: "operator" }}>
          <Dialog open>
            <DialogContent title="New task">
              <CreateTaskForm start={start} onClose={() => undefined} />
            </DialogContent>
          </Dialog>
        </ViewerProvider>
      </FormatProvider>
    </QueryClientProvider>,
  );
}

const named = (label: string) =>
  [...document.querySelectorAll("button")].find(
    (one) => one.getAttribute("aria-label") === label || one.textContent?.includes(label),
  );
const isThere = (label: string) => vi.waitFor(() => expect(named(label)).toBeDefined());
async function press(label: string) {
  await isThere(label);
  named(label)?.click();
}
/** Sends the form, and waits until the action was called as often as that. */
async function send(action: Mock, times = 1) {
  document.querySelector("form")?.requestSubmit();
  await vi.waitFor(() => expect(action).toHaveBeenCalledTimes(times));
  return action.mock.calls.at(-1)?.[0];
}
const says = (words: RegExp) => vi.waitFor(() => expect(document.body.textContent).toMatch(words));

const field = (label: string) => {
  const of = [...document.querySelectorAll("label")].find(({ textContent }) =>
    textContent?.startsWith(label),
  );
  return document.getElementById(of?.getAttribute("for") ?? "") as HTMLTextAreaElement | null;
};
/** Types into the field with this label, as React hears it. */
async function type(label: string, words: string) {
  await vi.waitFor(() => expect(field(label)).not.toBeNull());
  const typed = field(label) as HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(typed, words);
  typed.dispatchEvent(new Event("input", { bubbles: true }));
  await vi.waitFor(() => expect(field(label)?.value).toBe(words));
}

test.each([
  ["ls | wc -l", { run: "ls | wc -l" }],
  ["cd web\nls", { script: "cd web\nls" }],
])("the command %j is sent as what a worker runs", async (typed, command) => {
  show({ title: "Count the files" });
  await press("Run a command");
  await type("Command", typed);
  expect(named("Best of several agents")).toBeUndefined();
  const sent = await send(actions.createTaskAction);
  expect(sent).toMatchObject({ title: "Count the files", command });
  expect(actions.openContestAction).not.toHaveBeenCalled();
});

test("a command that is refused says why, and one that was taken away again is not sent", async () => {
  const { createTaskAction } = actions;
  createTaskAction.mockResolvedValueOnce({
    ...{ ok: false, code: "invalid", message: "Invalid task" },
    problems: [{ field: "command", rule: "must be one line" }],
  });
  show({ title: "Count the files" });
  await press("Run a command");
  await type("Command", "ls");
  await send(createTaskAction);
  await says(/must be one line/i);
  await press("No command");
  await isThere("Best of several agents");
  expect(await send(createTaskAction, 2)).not.toHaveProperty("command");
});

test("work for several agents is no task of one, and what is wrong with them is said", async () => {
  const { openContestAction } = actions;
  openContestAction.mockResolvedValueOnce({
    ...{ ok: false, code: "invalid", message: "Invalid contest" },
    problems: [{ field: "agents", rule: "must name at least two agents" }],
  });
  show({ title: "Add a cache", agents: ["one"], assigned_to: "iris" });
  await says(/Choose at least one more/);
  expect(named("Run a command")).toBeUndefined();
  await send(openContestAction);
  await says(/The agents: must name at least two agents/i);
  expect(actions.createTaskAction).not.toHaveBeenCalled();
});

test("as many agents as were chosen are on the button, and checks are the project's unless others were set", async () => {
  show({ title: "Add a cache", agents: ["one", "two"], assigned_to: "iris" });
  await isThere("Create for 2 agents");
  await isThere("Checks of the project");
  const sent = await send(actions.openContestAction);
  expect(sent).toMatchObject({ agents: ["one", "two"], checks: null });
  expect(sent).not.toHaveProperty("assigned_to");
  expect(sent).not.toHaveProperty("command");
});
