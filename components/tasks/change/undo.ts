/** The changes that can be undone, newest last. */
const stack: (() => void)[] = [];
const DEPTH = 20;

export function offerUndo(undo: () => void): () => void {
  stack.push(undo);
  if (stack.length > DEPTH) stack.shift();
  return () => run(undo);
}

/** Undoes the newest change; false when there is none. */
export function undoLast(): boolean {
  const undo = stack.at(-1);
  if (undo) run(undo);
  return undo !== undefined;
}

function run(undo: () => void): void {
  const at = stack.indexOf(undo);
  if (at === -1) return;
  stack.splice(at, 1);
  undo();
}
