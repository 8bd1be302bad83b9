import type { CanvasLink, CanvasTask } from "./canvas-task";
import { ancestorsOf, type Hierarchy } from "./hierarchy";

interface Known {
  links: Iterable<CanvasLink>;
  hierarchy: Hierarchy;
  task: (id: number) => CanvasTask | undefined;
}

/**
 * Why `from` cannot block `to`, as far as what is shown tells, or null. The server decides (lib/tasks/structure/placement.ts); this
 * says it while the line is being drawn.
 */
export function whyNotBlock(known: Known, from: number, to: number): string | null {
  const [source, target] = [known.task(from), known.task(to)];
  if (!source || !target) return "It is not on the canvas any more";
  const ref = (id: number) => known.task(id)?.ticket_ref ?? `#${id}`;
  if (from === to) return `${source.ticket_ref} cannot block itself`;
  if (source.project_id !== target.project_id) return `${target.ticket_ref} is in another project`;
  if (ancestorsOf(known.hierarchy, from).includes(to)) {
    return `${source.ticket_ref} is part of ${target.ticket_ref}`;
  }
  if (ancestorsOf(known.hierarchy, to).includes(from)) {
    return `${target.ticket_ref} is part of ${source.ticket_ref}`;
  }
  const links = [...known.links];
  if (links.some((link) => isBlock(link) && link.from_id === from && link.to_id === to)) {
    return `${source.ticket_ref} blocks ${target.ticket_ref} already`;
  }
  const circle = pathBetween(links, to, from);
  return circle ? `Would close a circle: ${[from, ...circle].map(ref).join(" → ")}` : null;
}

const isBlock = ({ type }: CanvasLink): boolean => type === "blocks";

/** The shortest way along `blocks` links, both ends included, or null. */
function pathBetween(links: readonly CanvasLink[], start: number, end: number): number[] | null {
  const next = Map.groupBy(links.filter(isBlock), ({ from_id }) => from_id);
  const cameFrom = new Map<number, number | null>([[start, null]]);
  const queue = [start];
  for (const id of queue) {
    if (id === end) return trail(cameFrom, end);
    for (const { to_id } of next.get(id) ?? []) {
      if (cameFrom.has(to_id)) continue;
      cameFrom.set(to_id, id);
      queue.push(to_id);
    }
  }
  return null;
}

function trail(cameFrom: ReadonlyMap<number, number | null>, end: number): number[] {
  const line = [end];
  for (let at = cameFrom.get(end); at !== null && at !== undefined; at = cameFrom.get(at))
    line.unshift(at);
  return line;
}
