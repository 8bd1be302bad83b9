/** What a key press tells the guard. */
interface Press {
  key: string;
  /** Whether that element is a field in which text is written. */
  isField: boolean;
  /** Whether Enter there begins a new line rather than ending the entry. */
  isMultiline: boolean;
  /** Whether ⌘, Ctrl or Alt is held. */
  isChord: boolean;
}

const ENDS_ENTRY = new Set(["Escape", "Tab"]);
/** In a field of one line they lead out of it: to a result, to a node. */
const ENDS_LINE = new Set(["Enter", "ArrowDown", "ArrowUp"]);

/**
 * Decides whether a key press is meant for the text that is being written, so that no single-key command acts on it.
 *
 * While a field has the focus, every key is. When the field loses the focus without the user's doing (it was removed,
 * disabled, or another part of the screen took the focus away), the keys that follow still belong to the text: they rest
 * until the user ends the entry with Escape, Tab, Enter, an arrow up or down, or a chord, or clicks. A focus that the screen moves by itself does
 * not count.
 */
export function createTypingGuard() {
  let isWriting = false;

  return {
    /** Whether this key is meant for text. */
    isForText(press: Press): boolean {
      const ends =
        press.isChord ||
        ENDS_ENTRY.has(press.key) ||
        (ENDS_LINE.has(press.key) && !(press.isField && press.isMultiline));
      if (ends) {
        isWriting = false;
        return press.isField;
      }
      if (press.isField) isWriting = true;
      return isWriting;
    },

    /** The user pressed the pointer, or a screen reader clicked for them. */
    moved(): void {
      isWriting = false;
    },
  };
}
