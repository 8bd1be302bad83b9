import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  completionKeymap,
  startCompletion,
} from "@codemirror/autocomplete";
import { defaultKeymap, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { editorTheme } from "@/components/editor/theme";
import type { Outline } from "@/components/workflows/editor/document/outline";
import { type KnownNames, offersAt } from "./completions";
import { fieldsUnder } from "./field-docs";
import { hangingLines } from "./hanging-lines";
import { placeAt } from "./yaml-place";

interface CodeOptions {
  outline: () => Outline;
  known: () => KnownNames;
  /** The stage around the caret changed. */
  onCaret: (position: number) => void;
  readOnly: boolean;
}

const highlighting = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--accent-ink)" },
  { tag: [tags.string, tags.content], color: "var(--ink)" },
  { tag: [tags.lineComment, tags.comment], color: "var(--ink-3)", fontStyle: "italic" },
  {
    tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket],
    color: "var(--ink-3)",
  },
  { tag: [tags.labelName, tags.typeName, tags.keyword], color: "var(--status-review)" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", fontSize: "12px" },
  ".cm-scroller": { fontFamily: "var(--font-geist-mono)", lineHeight: "20px" },
  ".cm-content": { padding: "8px 0 40vh" },
  ".cm-line": { padding: "0 12px 0 6px" },
  ".cm-gutters": {
    border: "none",
    backgroundColor: "transparent",
    color: "var(--ink-3)",
    paddingLeft: "4px",
  },
  ".cm-activeLine": { backgroundColor: "var(--hover)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--ink)" },
  ".cm-foldGutter span": { padding: "0 4px", cursor: "pointer" },
  ".cm-foldPlaceholder": {
    border: "1px solid var(--line-strong)",
    backgroundColor: "var(--raised)",
    color: "var(--ink-2)",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    outline: "1px solid var(--line-control)",
    backgroundColor: "transparent",
  },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--danger) 1px",
    textUnderlineOffset: "3px",
  },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--warning) 1px",
    textUnderlineOffset: "3px",
  },
  ".cm-gutter-lint": { width: "14px" },
  ".cm-lint-marker": { width: "8px", height: "8px", marginTop: "6px", borderRadius: "50%" },
  ".cm-lint-marker-error": { content: "''", backgroundColor: "var(--danger)" },
  ".cm-lint-marker-warning": { content: "''", backgroundColor: "var(--warning)" },
  ".cm-tooltip": { maxWidth: "min(28rem, 90vw)", fontFamily: "var(--font-geist-sans)" },
  ".cm-diagnostic": { padding: "6px 10px", borderLeft: "3px solid var(--danger)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warning)" },
  ".cm-field-doc": { padding: "6px 10px", fontSize: "12px", lineHeight: "18px" },
  ".cm-completionInfo": { padding: "6px 10px", fontSize: "12px", lineHeight: "18px" },
  ".cm-tooltip-autocomplete > ul": { maxHeight: "16rem", minWidth: "14rem" },
});

/** CodeMirror for definitions: YAML, what may come next, what a field means, and a place for marks. */
export function definitionCode({ outline, known, onCaret, readOnly }: CodeOptions): Extension {
  return [
    lineNumbers(),
    lintGutter(),
    foldGutter({ openText: "⌄", closedText: "›" }),
    drawSelection(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    indentOnInput(),
    indentUnit.of("  "),
    EditorState.tabSize.of(2),
    bracketMatching(),
    EditorView.lineWrapping,
    hangingLines,
    yaml(),
    syntaxHighlighting(highlighting),
    // The first of two themes counts more.
    theme,
    editorTheme,
    EditorState.readOnly.of(readOnly),
    EditorView.contentAttributes.of({
      "aria-label": readOnly ? "YAML of this version" : "YAML of the workflow",
      spellcheck: "false",
      ...(readOnly ? { "aria-readonly": "true" } : {}),
    }),
    autocompletion({
      icons: false,
      activateOnTyping: !readOnly,
      override: [(context) => completionsOf(context, outline(), known())],
    }),
    hoverTooltip((view, position) => docAt(view, position)),
    EditorView.updateListener.of((update) => {
      if (update.selectionSet && update.view.hasFocus) onCaret(update.state.selection.main.head);
    }),
    Prec.high(keymap.of([{ key: "Tab", run: acceptCompletion }])),
    keymap.of([
      // Escape, then Tab, leaves the code, as CodeMirror's own convention has it.
      ...completionKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...lintKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
  ];
}

function completionsOf(context: CompletionContext, outline: Outline, known: KnownNames) {
  const found = offersAt(context.state.doc.toString(), context.pos, outline, known);
  if (!found || (found.from === context.pos && !context.explicit && !isInvited(context)))
    return null;
  return {
    from: found.from,
    validFor: /^[\w."[\]-]*$/,
    options: found.offers.map(({ kind, apply, ...offer }) => ({
      ...offer,
      type: kind,
      apply: apply?.endsWith(": ")
        ? (view: EditorView, _: unknown, from: number, to: number) => {
            view.dispatch({
              changes: { from, to, insert: apply },
              selection: { anchor: from + apply.length },
              userEvent: "input.complete",
            });
            startCompletion(view);
          }
        : apply,
    })),
  };
}

/** After a colon, a brace or a comma the list comes by itself. */
function isInvited({ state, pos }: CompletionContext): boolean {
  return /(:|\{\{|\[|,) $/.test(state.sliceDoc(Math.max(0, pos - 4), pos));
}

/** The words about the field under the pointer. */
function docAt(view: EditorView, position: number) {
  const line = view.state.doc.lineAt(position);
  for (const match of line.text.matchAll(/([A-Za-z_][\w-]*)\s*:(?=\s|$)/g)) {
    const from = line.from + match.index;
    const name = match[1] ?? "";
    if (position < from || position > from + name.length) continue;
    const place = placeAt(view.state.doc.toString(), from + name.length);
    const doc = place.kind === "key" ? fieldsUnder(place.path)?.[name] : undefined;
    if (!doc) return null;
    return {
      pos: from,
      end: from + name.length,
      above: true,
      create: () => ({ dom: docElement(name, doc.takes, doc.words, doc.values) }),
    };
  }
  return null;
}

function docElement(name: string, takes: string, words: string, values?: readonly string[]) {
  const dom = document.createElement("div");
  dom.className = "cm-field-doc";
  const head = document.createElement("strong");
  head.textContent = name;
  const kind = document.createElement("span");
  kind.textContent = ` ${takes === "one of" && values ? values.join(", ") : takes}`;
  kind.style.color = "var(--ink-3)";
  const text = document.createElement("div");
  text.textContent = words;
  dom.append(head, kind, text);
  return dom;
}
