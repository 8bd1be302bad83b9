import type { AgentLine, EventLine, Model, TaskLine } from "./model";
import { boardOf, fleetOf, requestsOf } from "./model";

export const PANES = ["requests", "fleet", "board", "stream"] as const;
export type Pane = (typeof PANES)[number];

/** A line that somebody types. */
export interface Prompt {
  label: string;
  text: string;
  /** The place of the cursor in the text. */
  at: number;
  /** Words that Tab completes the text to. */
  words: readonly string[];
  submit: (text: string) => void;
}

/** What is open over the panes. */
export interface Details {
  /** What it is about, for the keys: a task's reference, or an agent's name. */
  taskRef: string | null;
  agent: string | null;
  title: string;
  /** Null while it is being read. */
  lines: readonly string[] | null;
  top: number;
}

/** What the person at the keyboard has chosen. */
export interface Ui {
  pane: Pane;
  /** The chosen row of each pane: what it is about, so that it stays chosen when others come before it. */
  chosen: Record<Pane, string | null>;
  help: boolean;
  details: Details | null;
  prompt: Prompt | null;
  /** What the last action came to. */
  said: { text: string; isError: boolean } | null;
}

export const newUi = (): Ui => ({
  pane: "requests",
  chosen: { requests: null, fleet: null, board: null, stream: null },
  help: false,
  details: null,
  prompt: null,
  said: null,
});

/** A row of a pane, with what it is about. */
export type Row =
  | { key: string; kind: "task"; task: TaskLine }
  | { key: string; kind: "agent"; agent: AgentLine }
  | { key: string; kind: "event"; event: EventLine };

/** The rows of a pane, from the top. */
export function rowsOf(model: Model, pane: Pane): Row[] {
  switch (pane) {
    case "requests":
      return requestsOf(model).map(taskRow);
    case "board":
      return boardOf(model).map(taskRow);
    case "fleet":
      return fleetOf(model).map((agent) => ({ key: `a${agent.id}`, kind: "agent", agent }));
    case "stream":
      // The newest first.
      return model.stream
        .map((event): Row => ({ key: `e${event.seq}`, kind: "event", event }))
        .reverse();
    default: {
      const never: never = pane;
      return never;
    }
  }
}

const taskRow = (task: TaskLine): Row => ({ key: `t${task.id}`, kind: "task", task });

/** The place of the chosen row: the first one where nothing was chosen, or what was chosen has gone. */
export function chosenAt(ui: Ui, pane: Pane, rows: readonly Row[]): number {
  const at = rows.findIndex(({ key }) => key === ui.chosen[pane]);
  return Math.max(0, at);
}

/** The chosen row of the pane that has the focus. */
export function chosenRow(model: Model, ui: Ui): Row | null {
  const rows = rowsOf(model, ui.pane);
  return rows[chosenAt(ui, ui.pane, rows)] ?? null;
}

/** The task that the keys act on: the open one, or that of the chosen row. */
export function targetTask(model: Model, ui: Ui): { ref: string; task: TaskLine | null } | null {
  const row = ui.details ? null : chosenRow(model, ui);
  const ref =
    ui.details?.taskRef ??
    (row?.kind === "task" ? row.task.ticket_ref : null) ??
    (row?.kind === "event" ? row.event.taskRef : null) ??
    (row?.kind === "agent" ? heldBy(model, row.agent.name) : null);
  if (ref === null) return null;
  const task = [...model.tasks.values()].find((each) => each.ticket_ref === ref) ?? null;
  return { ref, task };
}

/** A task that an agent works on. */
function heldBy(model: Model, name: string): string | null {
  const held = boardOf(model).find(
    (task) => task.assigned_to === name && task.status === "in_progress",
  );
  return held?.ticket_ref ?? null;
}
