import type { Reply } from "@/client/transport";
import { coloursOf } from "../output/colours";
import { harmless } from "../output/table";
import type { Session } from "../session";
import type { Row, Verb } from "./verb";

/** Prints what Baton answered: JSON, a table, the fields of one thing, or a text as it is. */
export async function printAnswer({ out }: Session, verb: Verb, reply: Reply): Promise<void> {
  const { body } = reply;
  if (typeof body === "string") return out.line(body.replace(/\n$/, ""));
  if (out.json) return out.value(body);
  const answer = body as Row;
  if (out.quiet) {
    for (const each of thingsIn(verb, answer)) {
      const id = identifierOf(each, verb.identifiedBy);
      if (id !== null) await out.line(id);
    }
    return;
  }
  if (!verb.list) return out.record(thingsIn(verb, answer)[0] ?? answer);
  const rows = thingsIn(verb, answer);
  if (rows.length === 0) return out.line(verb.list.none);
  await out.table(
    verb.list.columns.map((column) => ({
      ...column,
      paint: column.paint ?? ((text: string) => out.paint(text, ...coloursOf(text))),
    })),
    rows,
  );
  const { total, next_cursor: cursor, next_before: before } = answer;
  if (typeof total === "number" && total > rows.length) out.note(`${rows.length} of ${total}`);
  if (typeof cursor === "string")
    out.note("There are more: --all, or --cursor of the JSON's next_cursor.");
  else if (before) out.note(`There are more: --before ${before}.`);
}

function thingsIn({ list, one }: Verb, answer: Row): Row[] {
  if (list) {
    const rows = answer[list.at];
    return Array.isArray(rows) ? rows.filter((row) => typeof row === "object") : [];
  }
  const thing = one === undefined ? answer : answer[one];
  if (typeof thing !== "object" || thing === null) return [answer];
  const others = Object.entries(answer).filter(
    ([name, value]) => name !== one && name !== "success" && typeof value !== "object",
  );
  return [{ ...(thing as Row), ...Object.fromEntries(others) }];
}

function identifierOf(row: Row, field?: string): string | null {
  const id = field ? row[field] : (row.api_key ?? row.ticket_ref ?? row.name ?? row.id);
  if (id === undefined && isRow(row.task)) return identifierOf(row.task);
  return typeof id === "string" || typeof id === "number" ? harmless(String(id)) : null;
}

const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null;
