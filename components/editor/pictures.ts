import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { Upload } from "./text-editor";

export interface PictureTarget {
  /** Stores one picture; undefined where none are taken. */
  upload: () => ((file: File) => Promise<Upload>) | undefined;
  /** How many are on their way. */
  onCount: (change: (count: number) => number) => void;
  onRefusal: (sentence: string | null) => void;
}

interface Place {
  id: number;
  at: number;
}

const begun = StateEffect.define<Place>();
const ended = StateEffect.define<number>();

/** Where pictures that are being stored will stand. Typing before them moves the places along. */
const places = StateField.define<readonly Place[]>({
  create: () => [],
  update(kept, transaction) {
    let next = transaction.docChanged
      ? kept.map(({ id, at }) => ({ id, at: transaction.changes.mapPos(at, 1) }))
      : kept;
    for (const effect of transaction.effects) {
      if (effect.is(begun)) next = [...next, effect.value];
      if (effect.is(ended)) next = next.filter(({ id }) => id !== effect.value);
    }
    return next;
  },
});

let lastId = 0;

/** Takes pictures that are dropped or pasted, stores them, and writes their markdown where they were put. */
export function pictures(target: PictureTarget): Extension {
  function take(view: EditorView, files: FileList | undefined, at: number): boolean {
    const upload = target.upload();
    const taken = [...(files ?? [])].filter(({ type }) => type.startsWith("image/"));
    if (!upload || taken.length === 0 || view.state.readOnly) return false;
    target.onRefusal(null);
    for (const file of taken) void store(view, file, at, upload);
    return true;
  }

  async function store(
    view: EditorView,
    file: File,
    at: number,
    upload: (file: File) => Promise<Upload>,
  ): Promise<void> {
    const id = ++lastId;
    view.dispatch({ effects: begun.of({ id, at }) });
    target.onCount((count) => count + 1);
    const stored = await upload(file).catch((): Upload => ({ ok: false, message: NO_ANSWER }));
    target.onCount((count) => count - 1);
    const place = view.state.field(places).find((each) => each.id === id);
    if (!stored.ok) {
      view.dispatch({ effects: ended.of(id) });
      return target.onRefusal(`${file.name}: ${stored.message}`);
    }
    view.dispatch({
      changes: {
        from: place?.at ?? view.state.doc.length,
        insert: `![${altOf(file.name)}](${stored.url})`,
      },
      effects: ended.of(id),
      userEvent: "input.paste",
    });
  }

  return [
    places,
    EditorView.domEventHandlers({
      paste: (event, view) => {
        const isTaken = take(view, event.clipboardData?.files, view.state.selection.main.head);
        if (isTaken) event.preventDefault();
        return isTaken;
      },
      drop: (event, view) => {
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
        const isTaken = take(view, event.dataTransfer?.files, at ?? view.state.doc.length);
        if (isTaken) event.preventDefault();
        return isTaken;
      },
    }),
  ];
}

const NO_ANSWER = "the server does not answer. Check your connection, and try again.";

/** The name of the file without its ending, and without what would end the markdown. */
function altOf(name: string): string {
  return (
    name
      .replace(/\.[^.]+$/, "")
      .replace(/[[\]\\\n]/g, " ")
      .trim() || "picture"
  );
}
