import type { CanvasTask } from "@/components/canvas/model/canvas-task";
import type { GraphStore } from "@/components/canvas/model/graph-store";
import { mermaidOf } from "@/lib/tasks/tickets/diagram";

/** One structure as Mermaid, as the ticket tool draws it. */
export function mermaidFor(graph: GraphStore, root: number): string {
  const links = graph.links.map((link, at) => ({ id: at + 1, ...link }));
  return `${mermaidOf([...graph.tasks], root, { links })}\n`;
}

/** Several structures as a Markdown file, each under its title with its diagram. */
export function mermaidDocument(graph: GraphStore, roots: readonly CanvasTask[]): string {
  return roots
    .map(
      ({ id, ticket_ref, title }) =>
        `## ${ticket_ref} ${title.replace(/\s+/g, " ").replace(/([\\`*_[\]<>])/g, "\\$1")}\n\n\`\`\`mermaid\n${mermaidFor(graph, id)}\`\`\`\n`,
    )
    .join("\n");
}
