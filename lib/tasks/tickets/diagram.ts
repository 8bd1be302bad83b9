import type { TaskStatus } from "@/lib/tasks/lifecycle";
import type { GraphLink } from "@/lib/tasks/read/graph";
import type { TaskRow } from "@/lib/tasks/row";
import { PRIORITY_CODES, STATUS_CODES, TYPE_CODES } from "./codes";
import { mermaidLabel } from "./mermaid-label";

/** The fields of a task that a diagram shows. TaskRow and TaskWire both have them. */
export type DiagramTask = Pick<
  TaskRow,
  | "id"
  | "ticket_ref"
  | "title"
  | "type"
  | "status"
  | "priority"
  | "parent_id"
  | "exec_mode"
  | "exec_order"
>;

export interface DiagramOptions {
  /** How many levels below the root; all by default. */
  depth?: number;
  /** `blocks` links among these are drawn where both ends are shown. */
  links?: GraphLink[];
}

const FILL: Record<TaskStatus, string> = {
  inbox: "fill:#aaaaaa",
  assigned: "fill:#f0c040",
  in_progress: "fill:#40a0f0,color:#fff",
  review: "fill:#a070e0,color:#fff",
  blocked: "fill:#f04040",
  done: "fill:#40c040",
  failed: "fill:#902020,color:#fff",
  cancelled: "fill:#cccccc",
};

/**
 * The tree below `rootId` as Mermaid text, valid for any title: parallel children in one group, sequential ones in another
 * as a chain, each with what is below it. Tasks that are not below the root are left out. Without the fence around it.
 */
export function mermaidOf(
  tasks: DiagramTask[],
  rootId: number,
  options: DiagramOptions = {},
): string {
  const root = tasks.find((task) => task.id === rootId);
  if (!root) return "flowchart TD";
  const children = childrenByParent(tasks);
  const shown: DiagramTask[] = [root];
  const seen = new Set([rootId]);
  const lines = ["flowchart TD", `  ${node(root)}`, `  ${style(root)}`];

  const group = (parent: DiagramTask, kind: "par" | "seq", members: DiagramTask[]): void => {
    if (members.length === 0) return;
    const name = `${kind}_${nodeId(parent)}`;
    lines.push(`  subgraph ${name}["${kind === "par" ? "⚡ Parallel" : "🔗 Sequential"}"]`);
    for (const member of members) lines.push(`    ${node(member)}`);
    shown.push(...members);
    if (kind === "seq") {
      for (const [index, member] of members.slice(1).entries()) {
        const before = members[index] as DiagramTask;
        lines.push(`  ${nodeId(before)} -->|"${index + 1}→${index + 2}"| ${nodeId(member)}`);
      }
    }
    lines.push("  end", `  ${nodeId(parent)} --> ${name}`);
  };

  const draw = (parent: DiagramTask, depth: number): void => {
    if (depth <= 0) return;
    const below = (children.get(parent.id) ?? []).filter((child) => !seen.has(child.id));
    for (const child of below) seen.add(child.id);
    const parallel = below.filter((child) => child.exec_mode !== "seq");
    const sequential = below.filter((child) => child.exec_mode === "seq");
    group(parent, "par", parallel);
    for (const child of parallel) draw(child, depth - 1);
    group(parent, "seq", sequential);
    for (const child of sequential) draw(child, depth - 1);
  };
  draw(root, options.depth ?? Number.POSITIVE_INFINITY);

  lines.push(...blockers(shown, options.links ?? []));
  lines.push(...shown.map((task) => `  ${style(task)}`));
  return lines.join("\n");
}

function childrenByParent(tasks: DiagramTask[]): Map<number, DiagramTask[]> {
  const children = new Map<number, DiagramTask[]>();
  for (const task of tasks) {
    if (task.parent_id === null) continue;
    const siblings = children.get(task.parent_id);
    if (siblings) siblings.push(task);
    else children.set(task.parent_id, [task]);
  }
  const place = (task: DiagramTask): number => task.exec_order ?? Number.POSITIVE_INFINITY;
  for (const siblings of children.values()) {
    siblings.sort((a, b) => (place(a) === place(b) ? a.id - b.id : place(a) - place(b)));
  }
  return children;
}

function blockers(shown: DiagramTask[], links: GraphLink[]): string[] {
  const ids = new Map(shown.map((task) => [task.id, nodeId(task)]));
  return links
    .filter((link) => link.type === "blocks" && ids.has(link.from_id) && ids.has(link.to_id))
    .map((link) => `  ${ids.get(link.from_id)} -. blocks .-> ${ids.get(link.to_id)}`);
}

const nodeId = (task: DiagramTask): string => task.ticket_ref.replace(/[^A-Za-z0-9]/g, "_");

function node(task: DiagramTask): string {
  const codes = [
    TYPE_CODES[task.type],
    STATUS_CODES[task.status],
    PRIORITY_CODES[task.priority],
  ].join("|");
  return `${nodeId(task)}["${mermaidLabel(task.title)} [${codes}]"]`;
}

const style = (task: DiagramTask): string => `style ${nodeId(task)} ${FILL[task.status]}`;
