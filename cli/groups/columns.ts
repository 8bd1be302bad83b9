import type { Column } from "../output/table";
import { agoText, moneyText, progressBar, timeText, valueText } from "../output/values";
import type { Row } from "../verbs/verb";

/** A column with a field's value. */
export function column(field: string, options: Partial<Column<Row>> = {}): Column<Row> {
  return {
    head: field.replaceAll("_", " "),
    text: (row) => valueText(field, row[field]) ?? "",
    ...options,
  };
}

export const time = (field: string, head = field): Column<Row> =>
  column(field, { head, text: (row) => timeText(row[field]) });
export const ago = (field: string, head: string): Column<Row> =>
  column(field, { head, text: (row) => agoText(row[field]) });
export const money = (field: string, head = field): Column<Row> =>
  column(field, { head, align: "right", text: (row) => moneyText(row[field]) });
export const number = (field: string, head = field): Column<Row> =>
  column(field, { head, align: "right" });
/** A text that gives way on narrow terminals. */
export const wide = (field: string, head = field): Column<Row> =>
  column(field, { head, shrinks: true });

/** The column of a thing inside the row. */
export const within = (place: string, { text, ...column }: Column<Row>): Column<Row> => ({
  ...column,
  text: (row) => text((row[place] ?? {}) as Row),
});

const progress: Column<Row> = {
  head: "steps",
  text: ({ progress: of }) => {
    const { done, total } = (of ?? { done: 0, total: 0 }) as { done: number; total: number };
    return progressBar(done, total);
  },
};

export const TASK_COLUMNS: readonly Column<Row>[] = [
  column("ticket_ref", { head: "task" }),
  column("status"),
  column("priority"),
  column("assigned_to", { head: "assigned" }),
  progress,
  wide("title"),
  ago("updated_at", "changed"),
];

export const RUN_COLUMNS: readonly Column<Row>[] = [
  number("id", "run"),
  column("task_ref", { head: "task" }),
  column("agent"),
  column("trigger"),
  column("outcome", { text: ({ outcome }) => String(outcome ?? "in_progress") }),
  time("started_at", "started"),
  time("finished_at", "finished"),
  money("cost_usd", "cost"),
  wide("error"),
];

export const KEY_COLUMNS: readonly Column<Row>[] = [
  number("id"),
  column("name"),
  column("key_prefix", { head: "begins with" }),
  column("role"),
  time("last_used_at", "last used"),
  time("expires_at", "expires"),
  time("revoked_at", "revoked"),
];
