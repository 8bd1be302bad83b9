import { history, isolateHistory, redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { type Diagnostic, diagnosticCount, setDiagnostics } from "@codemirror/lint";
import { EditorState, type Extension, Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { diffLines } from "diff";

interface Change {
  from: number;
  to: number;
  insert: string;
}

/** Above this a text is compared by its beginning and its end alone. */
const COMPARED = 400_000;

/**
 * What has to be changed in a text so that it is another, line by line: the caret, the folds and what is scrolled to stay where
 * they are in everything that is the same.
 */
export function changesBetween(before: string, after: string): Change[] {
  if (before === after) return [];
  const lines =
    before.length + after.length < COMPARED
      ? diffLines(before, after, { maxEditLength: 1_000 })
      : undefined;
  if (!lines) return [{ from: 0, to: before.length, insert: after }];
  const changes: Change[] = [];
  let at = 0;
  let open: Change | null = null;
  for (const { value, added, removed } of lines) {
    if (added || removed) {
      open ??= { from: at, to: at, insert: "" };
      if (added) open.insert += value;
      else {
        at += value.length;
        open.to = at;
      }
      continue;
    }
    if (open) changes.push(open);
    open = null;
    at += value.length;
  }
  if (open) changes.push(open);
  return changes.map((change) => trimmed(before, change));
}

/** A change of a line without what is the same at its beginning and end. */
function trimmed(before: string, { from, to, insert }: Change): Change {
  const was = before.slice(from, to);
  let start = 0;
  while (start < was.length && start < insert.length && was[start] === insert[start]) start++;
  let end = 0;
  const most = Math.min(was.length, insert.length) - start;
  while (end < most && was[was.length - 1 - end] === insert[insert.length - 1 - end]) end++;
  return { from: from + start, to: to - end, insert: insert.slice(start, insert.length - end) };
}

export interface CodeState {
  text: string;
  canUndo: boolean;
  canRedo: boolean;
}

/** The text of a definition with one history, whoever changes it: fingers in the code, or the graph. */
export interface CodeStore {
  view: EditorView;
  get: () => CodeState;
  subscribe: (listener: () => void) => () => void;
  /** Replaces the text as one step of the history. Steps of the same `topic` that follow at once are one. */
  replace: (text: string, topic?: string) => void;
  undo: () => boolean;
  redo: () => boolean;
  mark: (problems: readonly Diagnostic[]) => void;
  /** Shows a place of the text and puts the caret there. */
  reveal: (from: number, to: number, focus: boolean) => void;
  destroy: () => void;
}

/** Changes of one field in a row are one step of the history. */
const TOGETHER_MS = 700;
const FIELD = "input.type.field";

export function createCodeStore(text: string, extensions: Extension): CodeStore {
  const listeners = new Set<() => void>();
  let lastTopic: { topic: string; at: number } | null = null;
  const view = new EditorView({
    state: EditorState.create({
      doc: text,
      extensions: [
        history({
          newGroupDelay: TOGETHER_MS,
          joinToEvent: (change, isAdjacent) => isAdjacent || change.isUserEvent(FIELD),
        }),
        extensions,
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          state = stateOf(update.state);
          for (const listener of listeners) listener();
        }),
      ],
    }),
  });
  let state = stateOf(view.state);

  return {
    view,
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    replace(next, topic) {
      const changes = changesBetween(view.state.doc.toString(), next);
      if (changes.length === 0) return;
      const now = Date.now();
      const goesOn =
        topic !== undefined && lastTopic?.topic === topic && now - lastTopic.at < TOGETHER_MS;
      lastTopic = topic === undefined ? null : { topic, at: now };
      view.dispatch({
        changes,
        annotations: [
          Transaction.userEvent.of(goesOn ? FIELD : "input.graph"),
          ...(goesOn ? [] : [isolateHistory.of(topic === undefined ? "full" : "before")]),
        ],
      });
    },
    undo: () => undo(view),
    redo: () => redo(view),
    mark(problems) {
      if (problems.length === 0 && diagnosticCount(view.state) === 0) return;
      view.dispatch(setDiagnostics(view.state, [...problems]));
    },
    reveal(from, to, focus) {
      const end = view.state.doc.length;
      const range = { anchor: Math.min(from, end), head: Math.min(to, end) };
      view.dispatch({
        selection: focus ? { anchor: range.anchor } : undefined,
        effects: EditorView.scrollIntoView(range.anchor, {
          y: focus ? "center" : "nearest",
          yMargin: 40,
        }),
      });
      if (focus) view.focus();
    },
    destroy: () => view.destroy(),
  };
}

function stateOf(state: EditorState): CodeState {
  return {
    text: state.doc.toString(),
    canUndo: undoDepth(state) > 0,
    canRedo: redoDepth(state) > 0,
  };
}
