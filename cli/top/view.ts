import { widthOf } from "../output/table";
import { agoText } from "../output/values";
import { KEYS } from "./keys";
import type { AgentLine, EventLine, Model, Status, TaskLine } from "./model";
import { matchesOf } from "./prompt";
import { BOLD, DIM, fitted, type Line, plain, type Span, type Style, span, styleOf } from "./style";
import { chosenAt, type Details, PANES, type Pane, type Row, rowsOf, type Ui } from "./ui";

export interface Size {
  columns: number;
  rows: number;
}

/** What is drawn: the lines from the top, and where the cursor stands while somebody types. */
export interface View {
  lines: Line[];
  cursor: { column: number; row: number } | null;
}

export const SMALLEST: Size = { columns: 40, rows: 10 };
/** From this width on, panes stand beside each other. */
const WIDE = 120;
/** The least rows of a pane with its title. */
const LEAST = 3;

const TITLES: Record<Pane, string> = {
  requests: "Needs you",
  fleet: "Fleet",
  board: "Board",
  stream: "Stream",
};

/** The whole screen. Pure: `now` is in milliseconds. */
export function viewOf(model: Model, ui: Ui, size: Size, now: number): View {
  const { columns, rows } = size;
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) {
    const asked = `mc top needs ${SMALLEST.columns} columns and ${SMALLEST.rows} rows.`;
    return { lines: filled([[span(fitted(asked, columns))]], size), cursor: null };
  }
  const head = headOf(model, columns, now);
  const room = rows - head.length - 1;
  const body = ui.help
    ? helpOf(columns)
    : ui.details
      ? detailsOf(ui.details, columns, room)
      : panesOf(model, ui, { columns, rows: room }, now);
  const foot = footOf(ui, columns);
  const lines = filled([...head, ...body.slice(0, room)], { columns, rows: rows - 1 });
  return {
    lines: [...lines, foot.line],
    cursor: foot.cursor === null ? null : { column: foot.cursor, row: rows - 1 },
  };
}

/** As many lines as there are rows. */
function filled(lines: readonly Line[], { columns, rows }: Size): Line[] {
  const empty: Line = [span(" ".repeat(columns))];
  return Array.from({ length: rows }, (_, at) => lines[at] ?? empty);
}

const COUNTED: readonly Status[] = [
  "inbox",
  "assigned",
  "in_progress",
  "review",
  "blocked",
  "failed",
];

function headOf(model: Model, columns: number, now: number): Line[] {
  const { link, version, caller } = model;
  const state = linkSpan(link, now);
  const first = cutLine(
    [span(`Baton ${plain(version)} `, BOLD), state, span(`  ${plain(caller)}`, DIM)],
    columns,
  );
  const there = model.agents.filter(({ status }) => status !== "offline").length;
  const counts = COUNTED.flatMap((status): Span[] => {
    const count = model.counts[status] ?? 0;
    const style = count > 0 ? styleOf(status) : DIM;
    return [span(`${status.replace("_", " ")} ${count}`, style), span("  ")];
  });
  const agents = span(`agents ${there}/${model.agents.length}`, there > 0 ? undefined : DIM);
  return [first, cutLine([...counts, agents], columns)];
}

function linkSpan(link: Model["link"], now: number): Span {
  switch (link.state) {
    case "connecting":
      return span("connecting", DIM);
    case "connected":
      return span("live", { color: "green" });
    case "lost": {
      const words = `not connected: ${plain(link.message)}; again ${inSeconds(link.at - now)}`;
      return span(words, { color: "red", bold: true });
    }
    default: {
      const never: never = link;
      return never;
    }
  }
}

const inSeconds = (ms: number): string => (ms <= 0 ? "now" : `in ${Math.ceil(ms / 1000)} s`);

/** The spans as far as there is room, and spaces after them. */
function cutLine(line: Line, columns: number): Line {
  const cut: Span[] = [];
  let left = columns;
  for (const { text, style } of line) {
    const width = widthOf(text);
    if (width > left) {
      cut.push(span(fitted(text, left), style));
      return cut;
    }
    cut.push(span(text, style));
    left -= width;
  }
  return [...cut, span(" ".repeat(left))];
}

function panesOf(model: Model, ui: Ui, size: Size, now: number): Line[] {
  const { columns, rows } = size;
  if (columns < WIDE) {
    const heights = heightsOf(PANES, ui.pane, rows);
    return PANES.flatMap((pane, at) =>
      paneOf(model, ui, pane, { columns, rows: heights[at] as number }, now),
    );
  }
  const left = Math.floor((columns - 1) / 2);
  const right = columns - 1 - left;
  const column = (panes: readonly Pane[], width: number): Line[] => {
    const heights = heightsOf(panes, ui.pane, rows);
    return panes.flatMap((pane, at) =>
      paneOf(model, ui, pane, { columns: width, rows: heights[at] as number }, now),
    );
  };
  const beside = column(["board", "stream"], right);
  return column(["requests", "fleet"], left).map((line, at) => [
    ...line,
    span(" "),
    ...(beside[at] ?? []),
  ]);
}

/** The rows of panes under each other: the one with the focus gets what the others do not need. */
function heightsOf(panes: readonly Pane[], focused: Pane, rows: number): number[] {
  const fair = Math.max(LEAST, Math.floor(rows / (panes.length + 1)));
  const grows = panes.includes(focused) ? focused : panes.at(-1);
  const others = Math.max(0, Math.min(fair, Math.floor((rows - LEAST) / (panes.length - 1))));
  return panes.map((pane) => (pane === grows ? rows - others * (panes.length - 1) : others));
}

function paneOf(model: Model, ui: Ui, pane: Pane, size: Size, now: number): Line[] {
  const rows = rowsOf(model, pane);
  const room = Math.max(0, size.rows - 1);
  const at = chosenAt(ui, pane, rows);
  const isFocused = ui.pane === pane;
  // Without the focus a pane shows its beginning.
  const top = isFocused ? Math.max(0, Math.min(at - Math.floor(room / 2), rows.length - room)) : 0;
  const shown = rows.slice(top, top + room);
  const title = `${PANES.indexOf(pane) + 1} ${TITLES[pane]}${pane === "stream" ? "" : ` ${rows.length}`}`;
  const lines: Line[] = [titleLine(title, size.columns, isFocused)];
  if (rows.length === 0 && room > 0)
    lines.push([span(fitted(`  ${EMPTY[pane]}`, size.columns), DIM)]);
  for (const [place, row] of shown.entries())
    lines.push(rowLine(row, size.columns, isFocused && top + place === at, now));
  return filled(lines, size);
}

const EMPTY: Record<Pane, string> = {
  requests: "Nothing needs a person.",
  fleet: "No agents yet: mc agents register NAME",
  board: "No open work.",
  stream: "Nothing has happened since you came.",
};

function titleLine(title: string, columns: number, isFocused: boolean): Line {
  const words = ` ${title} `;
  const line = "─".repeat(Math.max(0, columns - widthOf(words) - 1));
  return [
    span("─", DIM),
    span(
      fitted(words, Math.min(widthOf(words), columns - 1)),
      isFocused ? { inverse: true, bold: true } : BOLD,
    ),
    span(line, DIM),
  ];
}

function rowLine(row: Row, columns: number, isChosen: boolean, now: number): Line {
  const line = cutLine([span(isChosen ? ">" : " "), ...spansOf(row, columns - 1, now)], columns);
  return isChosen ? line.map(({ text, style }) => span(text, { ...style, inverse: true })) : line;
}

function spansOf(row: Row, columns: number, now: number): Span[] {
  switch (row.kind) {
    case "task":
      return taskSpans(row.task, columns, now);
    case "agent":
      return agentSpans(row.agent, columns);
    case "event":
      return eventSpans(row.event, columns);
    default: {
      const never: never = row;
      return never;
    }
  }
}

const REF = 11;
const STATUS = 12;
const NAME = 12;
const AGE = 8;

function taskSpans(task: TaskLine, columns: number, now: number): Span[] {
  const { assigned_to, priority, reason, status, status_changed_at, ticket_ref, title } = task;
  const isUrgent = priority === "critical" || priority === "high";
  const age = status_changed_at === null ? "" : agoText(status_changed_at, now);
  const rest = columns - REF - STATUS - NAME - AGE;
  const words = reason === null ? title : `${title}: ${reason}`;
  return [
    span(fitted(ticket_ref, REF), BOLD),
    span(fitted(status.replace("_", " "), STATUS), styleOf(status)),
    span(fitted(assigned_to ?? "-", NAME - 1), assigned_to === null ? DIM : undefined),
    span(" "),
    span(fitted(words, rest - 1), isUrgent ? styleOf(priority) : undefined),
    span(" "),
    span(fitted(age, AGE), DIM),
  ];
}

function agentSpans(agent: AgentLine, columns: number): Span[] {
  const { in_progress, last_activity, max_capacity, name, role, status } = agent;
  const rest = columns - 20 - 9 - 8 - 14;
  return [
    span(fitted(name, 20), BOLD),
    span(fitted(status, 9), styleOf(status)),
    span(fitted(`${in_progress}/${max_capacity}`, 8)),
    span(fitted(role, 14), DIM),
    span(fitted(last_activity ?? "", rest)),
  ];
}

function eventSpans(event: EventLine, columns: number): Span[] {
  const clock = event.at === 0 ? "" : new Date(event.at).toTimeString().slice(0, 8);
  const rest = columns - 9 - 21 - REF - NAME;
  return [
    span(fitted(clock, 9), DIM),
    span(fitted(event.type, 21)),
    span(fitted(event.taskRef ?? "", REF), BOLD),
    span(fitted(event.text, rest - 1)),
    span(" "),
    span(fitted(event.actor, NAME), DIM),
  ];
}

function detailsOf(details: Details, columns: number, rows: number): Line[] {
  const title = titleLine(details.title, columns, true);
  if (details.lines === null) return [title, [span(fitted("  Reading…", columns), DIM)]];
  const top = Math.max(0, Math.min(details.top, details.lines.length - (rows - 1)));
  return [
    title,
    ...details.lines.slice(top, top + rows - 1).map((text): Line => [span(fitted(text, columns))]),
  ];
}

function helpOf(columns: number): Line[] {
  const lines = KEYS.map(
    ([keys, what]): Line => cutLine([span(fitted(`  ${keys}`, 26), BOLD), span(what)], columns),
  );
  const more = cutLine(
    [span("  What a key may not do, Baton refuses and says so below.", DIM)],
    columns,
  );
  return [titleLine("Keys", columns, true), ...lines, [span("")], more];
}

interface Foot {
  line: Line;
  /** The column of the cursor while somebody types. */
  cursor: number | null;
}

const HINT = "? help  Enter open  a approve  r reject  c answer  s assign  n nudge  q quit";
const DETAILS_HINT = "Esc back  a approve  r reject  c answer  s assign  n nudge  t retry  q quit";

function footOf(ui: Ui, columns: number): Foot {
  const { details, prompt, said } = ui;
  if (prompt) {
    const label = `${plain(prompt.label)} `.slice(0, Math.floor(columns / 2));
    const room = Math.max(1, columns - widthOf(label) - 1);
    const before = [...prompt.text].slice(0, prompt.at).join("");
    // A long text is shown from where its cursor fits.
    let shown = before;
    while (widthOf(shown) >= room) shown = [...shown].slice(1).join("");
    const after = prompt.text.slice(before.length);
    const matches = prompt.words.length > 0 ? `   ${matchesOf(prompt).slice(0, 8).join(" ")}` : "";
    const line = cutLine(
      [span(label, BOLD), span(clean(shown + after)), span(matches, DIM)],
      columns,
    );
    return { line, cursor: widthOf(label) + widthOf(clean(shown)) };
  }
  if (said) {
    const style: Style = said.isError ? { color: "red", bold: true } : { color: "green" };
    return { line: cutLine([span(fitted(said.text, columns), style)], columns), cursor: null };
  }
  return { line: [span(fitted(details ? DETAILS_HINT : HINT, columns), DIM)], cursor: null };
}

/** As `plain`, with the spaces at the end, which somebody may be typing. */
const clean = (text: string): string => plain(`${text}|`).slice(0, -1);
