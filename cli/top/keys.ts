/** A key as it was pressed: its name, or the character that it types. */
export interface Key {
  /** Such as `up`, `return`, `escape`, `tab`, `backspace`; of a character, the character. */
  name: string;
  /** What it types; empty for the others. */
  text: string;
  ctrl: boolean;
  shift: boolean;
}

/** What the keys do, as the help shows it. */
export const KEYS: readonly (readonly [keys: string, what: string])[] = [
  ["Tab, 1 to 4", "go to a pane: requests, fleet, board, stream"],
  ["j k, arrows, Space, b", "choose a row, a page down or up"],
  ["g G", "the first and the last row"],
  ["Enter", "open the task or agent; Esc goes back"],
  ["a", "approve work that waits for a verdict"],
  ["r", "reject it, with what is missing"],
  ["c", "answer: write a comment, which its agent hears"],
  ["s", "assign the task to an agent, or to nobody"],
  ["n", "nudge its agent: ask how it goes"],
  ["t", "try failed or blocked work again"],
  ["R, Ctrl-L", "read everything again, draw it anew"],
  ["?", "this help"],
  ["q, Ctrl-C", "leave; Ctrl-Z stops, and fg goes on"],
];
