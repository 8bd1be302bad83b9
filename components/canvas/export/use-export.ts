"use client";

import type { RefObject } from "react";
import { readTheme } from "@/components/canvas/drawing/draw-theme";
import type { Flow } from "@/components/canvas/layout/use-flow";
import { ancestorsOf } from "@/components/canvas/model/hierarchy";
import { useModel, useSignal } from "@/components/canvas/model/model";
import { workflowWord } from "@/components/canvas/workflows/stage-words";
import { toast } from "@/components/ui/overlays/toast";
import { download, fontRules, mermaidDocument, mermaidFor, pngOf } from "./export-files";
import { svgOf } from "./export-svg";

/** Makes files of the canvas: all of it, in the theme that is on. */
export function useExport(
  flow: Flow | null,
  root: string | undefined,
  glyphs: RefObject<HTMLElement | null>,
) {
  const { graph, stage } = useModel();
  const focused = useSignal(stage.focused);
  // Mermaid draws one tree: the one that is shown alone, or the one that the focus is in.
  const rootId = root ? graph.byRef(root)?.id : undefined;
  const only =
    rootId ?? (graph.hierarchy.roots.length === 1 ? graph.hierarchy.roots[0] : undefined);
  const inTree =
    focused === null ? undefined : (ancestorsOf(graph.hierarchy, focused).at(-1) ?? focused);
  const tree =
    only ?? (inTree !== undefined && graph.hierarchy.children.has(inTree) ? inTree : undefined);
  const name = `baton-${root ?? "canvas"}`;

  async function drawing() {
    if (!flow || !glyphs.current) throw new Error("There is nothing to draw yet");
    const theme = { ...readTheme(glyphs.current), fonts: await fontRules() };
    return svgOf({ ...flow, task: graph.task, wordOf: (task) => workflowWord(graph, task) }, theme);
  }

  async function save(kind: "svg" | "png") {
    try {
      const made = await drawing();
      const blob =
        kind === "png" ? await pngOf(made) : new Blob([made.svg], { type: "image/svg+xml" });
      download(`${name}.${kind}`, blob);
    } catch (error) {
      toast.error("The picture could not be made", { description: String(error) });
    }
  }

  const mermaid = () =>
    tree === undefined
      ? mermaidDocument(
          graph,
          graph.hierarchy.roots.flatMap((id) => graph.task(id) ?? []),
        )
      : mermaidFor(graph, tree);

  return {
    about: tree === undefined ? "Every structure" : (graph.task(tree)?.ticket_ref ?? ""),
    png: () => save("png"),
    svg: () => save("svg"),
    mermaid,
    saveMermaid: () => {
      const file = tree === undefined ? `${name}.md` : `baton-${graph.task(tree)?.ticket_ref}.mmd`;
      download(file, new Blob([mermaid()], { type: "text/plain" }));
    },
  };
}
