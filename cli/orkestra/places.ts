import type { Deviation, Ticket } from "./ticket";

type Tickets = Map<string, Ticket>;

/** Puts every ticket under its parent, except where that is impossible: circles, unknown parents, and places taken twice. */
export function placeChildren(
  tickets: Tickets,
  parentIdOf: (id: string) => string,
  deviations: Deviation[],
): void {
  for (const [id, ticket] of tickets) {
    const parentId = parentIdOf(id);
    if (parentId === "") continue;
    const parent = tickets.get(parentId);
    if (parent === undefined || parent === ticket) {
      const why = parent === ticket ? "is itself" : "is not in this project";
      deviations.push({ id, what: `its parent ${parentId} ${why}: it has none` });
      ticket.exec_order = null;
      continue;
    }
    ticket.parent = parent.number;
  }
  cutCircles(tickets, deviations);
  freePlaces(tickets, deviations);
}

/** Breaks circles: walks up from every ticket and removes the parent of one that meets its own path. */
function cutCircles(tickets: Tickets, deviations: Deviation[]): void {
  const byNumber = new Map([...tickets.values()].map((ticket) => [ticket.number, ticket]));
  const safe = new Set<number>();
  for (const [id, ticket] of tickets) {
    const way = new Set<number>();
    let at: Ticket | undefined = ticket;
    while (at !== undefined && !safe.has(at.number) && !way.has(at.number)) {
      way.add(at.number);
      at = at.parent === null ? undefined : byNumber.get(at.parent);
    }
    if (at !== undefined && way.has(at.number)) {
      deviations.push({
        id: at === ticket ? id : at.source_id,
        what: "its parents are a circle: it has none",
      });
      at.parent = null;
      at.exec_order = null;
    }
    for (const number of way) safe.add(number);
  }
}

/** Of live children that share an order under one parent, only the first keeps it. */
function freePlaces(tickets: Tickets, deviations: Deviation[]): void {
  const taken = new Set<string>();
  const archivedParents = new Set(
    [...tickets.values()].filter((each) => each.archived_at !== null).map((each) => each.number),
  );
  for (const [id, ticket] of tickets) {
    if (ticket.parent === null || ticket.archived_at !== null) continue;
    const isOpen = ticket.status !== "done" && ticket.status !== "cancelled";
    if (isOpen && archivedParents.has(ticket.parent)) {
      deviations.push({
        id,
        what: "its parent is archived: nobody is handed it before that is back",
      });
    }
    if (ticket.exec_order === null) continue;
    const place = `${ticket.parent}/${ticket.exec_order}`;
    if (taken.has(place)) {
      const what = `order ${ticket.exec_order} is taken by another child of its parent: it has none`;
      deviations.push({ id, what });
      ticket.exec_order = null;
    }
    taken.add(place);
  }
}

/** Sorts tickets by number, with every parent before its children. */
export function inOrder(tickets: Tickets): Ticket[] {
  const byNumber = new Map([...tickets.values()].map((ticket) => [ticket.number, ticket]));
  const done = new Set<number>();
  const ordered: Ticket[] = [];
  for (const ticket of [...tickets.values()].sort((a, b) => a.number - b.number)) {
    const line: Ticket[] = [];
    let at: Ticket | undefined = ticket;
    while (at !== undefined && !done.has(at.number)) {
      line.push(at);
      done.add(at.number);
      at = at.parent === null ? undefined : byNumber.get(at.parent);
    }
    ordered.push(...line.reverse());
  }
  return ordered;
}
