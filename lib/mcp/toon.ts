/**
 * TOON/1: the notation of the ticket tools' answers. Pure. Clients parse it (mcp.md, "The notation"), so answers must not change
 * by a byte. `[`, `]`, tab and CR are quoted beyond what the grammar asks for; every tolerant reader accepts that.
 */

/** A ticket as the notation writes it: codes for enum values, references for ids, times as epoch milliseconds. */
export interface Ticket {
  id: string;
  title: string;
  status: string;
  priority: string;
  type: string;
  execMode: string;
  execOrder: number | null;
  labels: string[];
  parent: string | null;
  children: string[];
  description: string;
  acceptanceCriteria: string;
  assignee: string;
  resolution: string;
  /** The rejections that still count, oldest first. */
  feedback: {
    reviewer: string;
    notes: string;
    at: number;
    comments: TicketComment[];
  }[];
  comments: { author: string; text: string; at: number }[];
  links: { from: string; to: string; kind: string }[];
  archivedAt: number | null;
  createdAt: number;
  updatedAt: number;
}

/** A comment of a rejection on lines or a paragraph of the work. */
export interface TicketComment {
  id: number;
  state: string;
  /** Where it is, in words. */
  where: string;
  quote: string | null;
  text: string;
  answers: { by: string; state: string; text: string; at: number }[];
}

/** `full` adds the texts, the assignee, feedback, comments and links, which lists leave out. */
export type Form = "full" | "summary";

const PREFIX = "TOON/1 ";
const NEEDS_QUOTES = /[ :{},"\\\n[\]\t\r]/;

/** A string in the notation: bare if a reader would read it back unchanged, otherwise quoted, with `\"`, `\\` and `\n`. */
export function encodeText(text: string): string {
  if (text === "") return '""';
  if (!NEEDS_QUOTES.test(text)) return text;
  return `"${text.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}

export function encodeTicket(ticket: Ticket): string {
  return PREFIX + ticketIn(ticket, "full");
}

export function encodeTickets(tickets: Ticket[]): string {
  return PREFIX + arrayOf(tickets);
}

/** A board with its columns in the given order, without the empty ones. */
export function encodeBoard(columns: { status: string; tickets: Ticket[] }[]): string {
  const shown = columns.filter((column) => column.tickets.length > 0);
  return `${PREFIX}BOARD{${shown.map((column) => `${column.status}:${arrayOf(column.tickets)}`).join(",")}}`;
}

export const encodedOk = `${PREFIX}{ok:true}`;

export function encodeError(code: string, message: string): string {
  return `${PREFIX}ERR{code:${code},msg:${encodeText(message)}}`;
}

const arrayOf = (tickets: Ticket[]): string =>
  `[${tickets.map((ticket) => ticketIn(ticket, "summary")).join(",")}]`;

const list = (name: string, items: string[]): string[] =>
  items.length === 0 ? [] : [`${name}:[${items.join(",")}]`];

function ticketIn(ticket: Ticket, form: Form): string {
  const fields = [
    `id:${ticket.id}`,
    `t:${encodeText(ticket.title)}`,
    `s:${ticket.status}`,
    `p:${ticket.priority}`,
    `typ:${ticket.type}`,
  ];
  if (ticket.execMode !== "" && ticket.execMode !== "par") fields.push(`em:${ticket.execMode}`);
  if (ticket.execOrder !== null) fields.push(`ord:${ticket.execOrder}`);
  fields.push(...list("lbl", ticket.labels.map(encodeText)));
  if (ticket.parent !== null) fields.push(`par:${ticket.parent}`);
  fields.push(...list("ch", ticket.children));
  if (form === "full") fields.push(...details(ticket));
  if (ticket.archivedAt !== null) fields.push(`ar:${day(ticket.archivedAt)}`);
  fields.push(`ca:${day(ticket.createdAt)}`, `ua:${stamp(ticket.updatedAt)}`);
  return `T{${fields.join(",")}}`;
}

function details(ticket: Ticket): string[] {
  const fields: string[] = [];
  if (ticket.description !== "") fields.push(`d:${encodeText(ticket.description)}`);
  if (ticket.acceptanceCriteria !== "") {
    fields.push(`ac:${encodeText(ticket.acceptanceCriteria)}`);
  }
  if (ticket.assignee !== "") fields.push(`as:${encodeText(ticket.assignee)}`);
  if (ticket.resolution !== "") fields.push(`res:${encodeText(ticket.resolution)}`);
  const feedback = ticket.feedback.map(
    ({ reviewer, notes, at, comments }) =>
      `F{${[`a:${encodeText(reviewer)}`, `t:${encodeText(notes)}`, `ts:${minute(at)}`, ...list("rc", comments.map(onTheWork))].join(",")}}`,
  );
  const comments = ticket.comments.map(
    (comment) =>
      `C{a:${encodeText(comment.author)},t:${encodeText(comment.text)},ts:${minute(comment.at)}}`,
  );
  const links = ticket.links.map((link) => `L{f:${link.from},t:${link.to},k:${link.kind}}`);
  return [...fields, ...list("fb", feedback), ...list("cmt", comments), ...list("lnk", links)];
}

function onTheWork({ id, state, where, quote, text, answers }: TicketComment): string {
  const given = answers.map(
    ({ by, state: how, text: said, at }) =>
      `A{a:${encodeText(by)},k:${how},t:${encodeText(said)},ts:${minute(at)}}`,
  );
  const fields = [`id:${id}`, `s:${state}`, `w:${encodeText(where)}`];
  if (quote !== null) fields.push(`q:${encodeText(quote)}`);
  fields.push(`t:${encodeText(text)}`, ...list("an", given));
  return `R{${fields.join(",")}}`;
}

const iso = (at: number): string => new Date(at).toISOString();
const day = (at: number): string => iso(at).slice(0, 10);
const minute = (at: number): string => iso(at).slice(0, 16);

/** The etag: a UTC timestamp without trailing zeros in its fraction. */
export function stamp(at: number): string {
  return iso(at)
    .replace(/(\.\d*?)0+Z$/, "$1Z")
    .replace(".Z", "Z");
}
