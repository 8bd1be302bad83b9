import type { z } from "zod";
import type { ImportedTicket } from "@/lib/imports/schema";
import { type Coded, type CodeKind, fromCode } from "@/lib/tasks/tickets/codes";
import type { Row } from "./read";
import { cut, labelsOf, pieces, textOf, timeOf } from "./values";

/** A ticket as the import endpoint accepts it. */
export type Ticket = Required<z.input<typeof ImportedTicket>>;

/** A note that something was imported differently from how it was: which ticket, and what. */
export interface Deviation {
  id: string;
  what: string;
}

type Tell = (what: string) => void;

const TITLE = 500;
const TEXT = 50_000;
const LABEL = 100;
const LABELS = 50;
const AGENT_NAME = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/;
/** The author of comments that the import itself adds. */
const IMPORTER = "orkestra import";

/** Converts one ticket of the file, without its place among the others. `tell` is called for everything that has to change. */
export function ticketOf(row: Row, number: number, now: number, tell: Tell): Ticket {
  const created = timeOf(row.created_at);
  if (created === null)
    tell("its time of creation cannot be read: the time of the import is taken");
  const created_at = created ?? now;
  const updated_at = Math.max(created_at, timeOf(row.updated_at) ?? created_at);
  const archived = textOf(row.archived_at);
  const ticket: Ticket = {
    number,
    source_id: cut(textOf(row.id), 200),
    title: "",
    description: null,
    status: "inbox",
    priority: coded("priority", row.priority, "medium", tell),
    type: coded("type", row.type, "task", tell),
    labels: labels(row.labels, tell),
    assigned_to: null,
    blocked_reason: null,
    parent: null,
    exec_mode: execMode(row.exec_mode, tell),
    exec_order: execOrder(row.exec_order, tell),
    archived_at: archived === "" ? null : (timeOf(row.archived_at) ?? updated_at),
    created_at,
    updated_at,
    comments: [],
    links: [],
  };
  words(ticket, row, tell);
  assign(ticket, row, tell);
  stand(ticket, row, tell);
  return ticket;
}

export function comment(ticket: Ticket, author: string, content: string, created_at: number) {
  for (const piece of pieces(content, TEXT))
    ticket.comments.push({ author, content: piece, created_at });
}

/** The title and the description. Text that does not fit is kept elsewhere in the ticket, so that nothing is lost. */
function words(ticket: Ticket, row: Row, tell: Tell): void {
  const title = textOf(row.title);
  const description = textOf(row.description);
  ticket.title = cut(title, TITLE);
  if (title.trim() === "") {
    ticket.title = "(untitled)";
    tell("it has no title");
  }
  const isLong = title.length > TITLE;
  if (isLong) tell(`its title is cut to ${TITLE} characters and stands whole in the description`);
  const whole = isLong ? `${title}\n\n${description}` : description;
  const [head = "", ...rest] = pieces(whole, TEXT);
  ticket.description = head === "" ? null : head;
  if (rest.length === 0) return;
  tell(`its description is cut to ${TEXT} characters and goes on in ${rest.length} comments`);
  for (const piece of rest) comment(ticket, IMPORTER, piece, ticket.created_at);
}

function assign(ticket: Ticket, row: Row, tell: Tell): void {
  const assignee = textOf(row.assignee).trim();
  if (assignee === "") return;
  if (AGENT_NAME.test(assignee)) {
    ticket.assigned_to = assignee;
    return;
  }
  tell("its assignee is no agent's name: it is kept in a comment");
  comment(ticket, IMPORTER, `Assignee in Orkestra: ${assignee}`, ticket.updated_at);
}

/** The status. Work in progress becomes assigned, because nobody holds it here. */
function stand(ticket: Ticket, row: Row, tell: Tell): void {
  const word = textOf(row.status);
  const status = fromCode("status", word);
  switch (status) {
    case "done":
    case "cancelled":
      ticket.status = status;
      return;
    case "blocked":
      ticket.status = "blocked";
      ticket.blocked_reason = "It was blocked in Orkestra";
      return;
    case "failed":
      ticket.status = "blocked";
      ticket.blocked_reason = "It had failed in Orkestra";
      tell("it had failed: it is blocked until somebody looks");
      return;
    case "in_progress":
      ticket.status = "assigned";
      tell("it was in progress and nobody holds it here: it waits to be claimed again");
      comment(
        ticket,
        IMPORTER,
        "This was in progress in Orkestra when it was imported. Nobody holds it here: claim it to go on.",
        ticket.updated_at,
      );
      return;
    case "review":
      ticket.status = "assigned";
      tell("it was in review: it waits to be claimed again");
      return;
    case "assigned":
      ticket.status = "assigned";
      return;
    case "inbox":
    case undefined:
      // Orkestra's backlog is Baton's inbox, where tasks have no assignee.
      ticket.status = ticket.assigned_to === null ? "inbox" : "assigned";
      if (status === undefined) tell(`unknown status "${cut(word, 40)}": ${ticket.status}`);
      return;
  }
}

function coded<K extends CodeKind>(kind: K, value: unknown, otherwise: Coded[K], tell: Tell) {
  const word = textOf(value);
  const known = fromCode(kind, word);
  if (known === undefined) tell(`unknown ${kind} "${cut(word, 40)}": ${otherwise}`);
  return known ?? otherwise;
}

function labels(value: unknown, tell: Tell): string[] {
  const found = labelsOf(value);
  if (found === null) tell("its labels cannot be read: it has none");
  const trimmed = (found ?? []).map((label) => label.trim()).filter((label) => label !== "");
  const short = [...new Set(trimmed.map((label) => cut(label, LABEL).trim()))];
  if (trimmed.some((label) => label.length > LABEL)) {
    tell(`a label is cut to ${LABEL} characters`);
  }
  if (short.length > LABELS)
    tell(`only the first ${LABELS} of its ${short.length} labels are kept`);
  return short.slice(0, LABELS);
}

function execMode(value: unknown, tell: Tell): Ticket["exec_mode"] {
  const word = textOf(value).trim().toLowerCase();
  if (word === "seq" || word === "sequential") return "seq";
  if (!["", "par", "parallel"].includes(word)) tell(`unknown exec_mode "${cut(word, 40)}": par`);
  return "par";
}

function execOrder(value: unknown, tell: Tell): number | null {
  if (value === null || value === undefined || value === "") return null;
  const order = Number(value);
  if (Number.isInteger(order) && order >= 0 && order <= 2_147_483_647) return order;
  tell(`its order "${cut(textOf(value), 40)}" is no whole number from 0 on: it has none`);
  return null;
}
