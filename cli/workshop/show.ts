import { inspect } from "node:util";
import type { Paint } from "../output/colours";
import { type Column, harmless, tableText } from "../output/table";
import { agoText, moneyText } from "../output/values";

type Row = Record<string, unknown>;

/** What a value of a verb looks like in the shell: an answer as its text, a list as a table, anything else as Node shows it. */
export function shownText(value: unknown, paint: Paint, width: number): string {
  if (value === undefined) return "";
  if (typeof value === "string") return harmless(value);
  if (isTurn(value)) {
    const { agent, run, cost } = value;
    const facts = [agent, `run ${run.id}`, moneyText(cost)].filter(Boolean).join(" · ");
    return `${harmless(value.text)}\n${paint(facts, "dim")}`;
  }
  if (Array.isArray(value) && value.length > 0) {
    if (value.every((each) => typeof each === "string")) return harmless(value.join("\n"));
    const columns = columnsOf(value);
    if (columns) return tableText(columns, value, { width, head: (text) => paint(text, "bold") });
  }
  return inspect(value, { colors: paint("x", "dim") !== "x", depth: 4, breakLength: width });
}

interface ShownTurn {
  agent: string;
  run: { id: number };
  text: string;
  cost: number | null;
}

function isTurn(value: unknown): value is ShownTurn {
  return (
    typeof value === "object" &&
    value !== null &&
    "run" in value &&
    "text" in value &&
    "cost" in value
  );
}

const text = (field: string, head = field): Column<Row> => ({
  head,
  text: (row) => String(row[field] ?? ""),
});
const wide = (field: string, head = field): Column<Row> => ({
  ...text(field, head),
  shrinks: true,
});
const list = (field: string, head = field): Column<Row> => ({
  head,
  text: (row) => ((row[field] as string[] | undefined) ?? []).join(" "),
});
const money = (field: string, head = field): Column<Row> => ({
  head,
  align: "right",
  text: (row) => moneyText(row[field]),
});
const ago = (field: string, head = field): Column<Row> => ({
  head,
  text: (row) => agoText(row[field]),
});

/** Which table a list is, by a field that only its rows have. */
const TABLES: readonly [string, readonly Column<Row>[]][] = [
  [
    "queue_limit",
    [text("agent"), text("state"), text("queued"), text("turns"), money("cost_usd", "cost")],
  ],
  [
    "depends_on",
    [
      text("id"),
      text("status"),
      text("type"),
      text("claimed_by", "agent"),
      list("depends_on", "after"),
      wide("title"),
    ],
  ],
  [
    "wanted",
    [
      text("id"),
      text("agent"),
      text("host"),
      text("program"),
      text("state"),
      ago("last_seen_at", "seen"),
    ],
  ],
  [
    "failed_stage",
    [text("id"), text("workflow"), text("version"), text("status"), text("root_ref", "task")],
  ],
  ["problem", [text("agent"), wide("text"), wide("problem")]],
  [
    "error_class",
    [
      text("id"),
      text("agent"),
      text("state"),
      text("outcome"),
      money("cost_usd", "cost"),
      wide("prompt"),
      wide("output"),
    ],
  ],
  [
    "ticket_ref",
    [text("ticket_ref", "task"), text("status"), text("assigned_to", "assigned"), wide("title")],
  ],
];

function columnsOf(rows: readonly Row[]): readonly Column<Row>[] | null {
  const [first] = rows;
  if (typeof first !== "object" || first === null) return null;
  return TABLES.find(([field]) => field in first)?.[1] ?? null;
}
