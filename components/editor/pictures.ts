import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { picturesIn, type StorePicture, storedPicture } from "./picture-drop";

export interface PictureTarget {
  /** Stores one picture; undefined where none are taken. */
  upload: () => StorePicture | undefined;
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
    const taken = picturesIn(files);
    if (!upload || taken.length === 0 || view.state.readOnly) return false;
    target.onRefusal(null);
    for (const file of taken) void store(view, file, at, upload);
    return true;
  }

  async function store(
    view: EditorView,
    file: File,
    at: number,
    upload: StorePicture,
  ): Promise<void> {
    const id = ++lastId;
    view.dispatch({ effects: begun.of({ id, at }) });
    target.onCount((count) => count + 1);
    const stored = await storedPicture(file, upload);
    target.onCount((count) => count - 1);
    const place = view.state.field(places).find((each) => each.id === id);
    if ("refusal" in stored) {
      view.dispatch({ effects: ended.of(id) });
      return target.onRefusal(stored.refusal);
    }
    view.dispatch({
      changes: {
        from: place?.at ?? view.state.doc.length,
        insert: stored.markdown,
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
