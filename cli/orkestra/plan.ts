import { fromCode } from "@/lib/tasks/tickets/codes";
import { EXIT, Failure } from "../failure";
import { inOrder, placeChildren } from "./places";
import type { OrkestraFile, Row } from "./read";
import { comment, type Deviation, type Ticket, ticketOf } from "./ticket";
import { cut, textOf, timeOf } from "./values";

/** What is imported into one project. */
export interface Plan {
  /** The project's name in Orkestra. */
  source: string;
  /** The ticket prefix in Baton. */
  prefix: string;
  /** Parents before their children, else by number. */
  tickets: Ticket[];
  deviations: Deviation[];
}

export interface Choice {
  /** Import only this project of the file. */
  project?: string;
  /** The ticket prefix, if it is not the project's name. */
  as?: string;
}

/**
 * Plans the import of a file, project by project. What Baton's rules do not allow is imported as closely as they do, and reported.
 */
export function planImport(file: OrkestraFile, choice: Choice, now: number): Plan[] {
  const names = [...new Set(file.tickets.map(projectOf))];
  const wanted = choice.project?.toLowerCase();
  const chosen = names.filter((name) => wanted === undefined || name.toLowerCase() === wanted);
  if (chosen.length === 0) {
    throw new Failure(
      names.length === 0
        ? "The file holds no tickets"
        : `The file holds no project ${choice.project}`,
      {
        exitCode: EXIT.usage,
        fix: names.length === 0 ? undefined : `it holds ${names.join(", ")}`,
      },
    );
  }
  if (choice.as !== undefined && chosen.length > 1) {
    throw new Failure(`The file holds several projects: ${chosen.join(", ")}`, {
      exitCode: EXIT.usage,
      fix: "name the one that --as is for with --project",
    });
  }
  const comments = Map.groupBy(file.comments, (row) => textOf(row.ticket_id));
  return chosen.map((source) => planOf(source, choice.as ?? source, file, comments, now));
}

function projectOf(row: Row): string {
  return textOf(row.project_id).trim() || textOf(row.id).replace(/-[^-]*$/, "");
}

function planOf(
  source: string,
  prefix: string,
  file: OrkestraFile,
  comments: Map<string, Row[]>,
  now: number,
): Plan {
  const deviations: Deviation[] = [];
  const tickets = new Map<string, Ticket>();
  const rows = new Map<string, Row>();
  const numbers = new Set<number>();
  for (const row of file.tickets) {
    if (projectOf(row) !== source) continue;
    const id = textOf(row.id);
    const tell = (what: string) => deviations.push({ id, what });
    const number = numberOf(id, source);
    if (number === null || numbers.has(number)) {
      tell(
        number === null
          ? `its id is not ${source}-NUMBER: it is left out`
          : "its number is taken: it is left out",
      );
      continue;
    }
    numbers.add(number);
    const ticket = ticketOf(row, number, now, tell);
    for (const said of comments.get(id) ?? []) addComment(ticket, said, tell);
    tickets.set(id, ticket);
    rows.set(id, row);
  }
  placeChildren(tickets, (id) => textOf(rows.get(id)?.parent_id), deviations);
  const ordered = inOrder(tickets);
  addLinks(file.links, tickets, ordered, deviations);
  return { source, prefix, tickets: ordered, deviations };
}

function numberOf(id: string, source: string): number | null {
  const match = id.match(/^(.*)-(\d{1,10})$/);
  const number = Number(match?.[2]);
  return match?.[1] === source && number >= 1 && number <= 2_147_483_647 ? number : null;
}

function addComment(ticket: Ticket, row: Row, tell: (what: string) => void): void {
  const content = textOf(row.body);
  if (content.trim() === "") {
    tell("an empty comment is left out");
    return;
  }
  const author = cut(textOf(row.author).trim(), 100) || "llm";
  comment(ticket, author, content, timeOf(row.created_at) ?? ticket.created_at);
}

/** Attaches each link to the later of its two tickets, if both exist. */
function addLinks(
  links: Row[],
  tickets: Map<string, Ticket>,
  ordered: Ticket[],
  deviations: Deviation[],
): void {
  const position = new Map(ordered.map((ticket, index) => [ticket.number, index]));
  for (const row of links) {
    const [from_id, to_id] = [textOf(row.from_id), textOf(row.to_id)];
    const [from, to] = [tickets.get(from_id), tickets.get(to_id)];
    if (!from && !to) continue;
    const id = from ? from_id : to_id;
    const tell = (what: string) => deviations.push({ id, what });
    if (!from || !to) {
      tell(`its link to ${from ? to_id : from_id} is left out: that is not in this project`);
      continue;
    }
    if (from === to) {
      tell("a link to itself is left out");
      continue;
    }
    const word = textOf(row.link_type);
    const type = fromCode("link", word) ?? "relates";
    if (fromCode("link", word) === undefined) {
      tell(`unknown link "${cut(word, 40)}" to ${to_id}: relates`);
    }
    const isFromLater = (position.get(from.number) ?? 0) > (position.get(to.number) ?? 0);
    const [later, earlier] = isFromLater ? [from, to] : [to, from];
    later.links.push({ to: earlier.number, type, inverse: !isFromLater });
  }
}
