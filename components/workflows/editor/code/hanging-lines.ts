import type { Extension } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";

/** Where a wrapped line goes on: under its own text, a little further in. */
const FURTHER = 2;

/** Wrapped lines keep their indentation, so that the structure of the YAML stays to be seen. */
export const hangingLines: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function decorate({ state, visibleRanges }: EditorView): DecorationSet {
  const marks = [];
  let last = -1;
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = state.doc.lineAt(at);
      at = line.to + 1;
      if (line.from <= last) continue;
      last = line.from;
      const width = (/^\s*(?:- )*/.exec(line.text)?.[0].length ?? 0) + FURTHER;
      marks.push(
        Decoration.line({
          attributes: { style: `text-indent: -${width}ch; padding-left: calc(6px + ${width}ch)` },
        }).range(line.from),
      );
    }
  }
  return Decoration.set(marks);
}
