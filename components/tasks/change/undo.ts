interface Undoable {
  undo: () => void;
  /** False once it cannot be undone any more. */
  isPossible: () => boolean;
}

/** The changes that can be undone, newest last. */
const stack: Undoable[] = [];
const DEPTH = 20;

export function offerUndo(undo: () => void, isPossible = () => true): () => void {
  const undoable = { undo, isPossible };
  stack.push(undoable);
  if (stack.length > DEPTH) stack.shift();
  return () => run(undoable);
}

/** Undoes the newest change that still can be; false when there is none. */
export function undoLast(): boolean {
  const undoable = stack.findLast(({ isPossible }) => isPossible());
  if (undoable) run(undoable);
  return undoable !== undefined;
}

function run(undoable: Undoable): void {
  const at = stack.indexOf(undoable);
  if (at === -1) return;
  stack.splice(at, 1);
  undoable.undo();
}
