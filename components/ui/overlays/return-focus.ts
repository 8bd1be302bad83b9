import { useRef } from "react";

const OPEN_OVERLAY =
  ':is([role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"])[data-state="open"]';

/**
 * For `onCloseAutoFocus` of what closes: leaves the focus where it is if it has gone into something else that was opened meanwhile. What
 * closes gives the focus back only once it has faded out, and a dialog that is robbed of it takes it back with all that was typed by then
 * selected: the next letter would replace it.
 */
export function leaveFocusElsewhere(event: Event): void {
  if (document.activeElement?.closest(OPEN_OVERLAY)) event.preventDefault();
}

/**
 * Handlers of a dialog's content that give the focus back to what had it before, for dialogs without a trigger of their
 * own. Of a menu that closes as the dialog opens, that is the menu's trigger.
 */
export function useReturnFocus() {
  const opener = useRef<HTMLElement | null>(null);
  return {
    remember() {
      const { activeElement } = document;
      const menu = activeElement?.closest('[role="menu"]')?.getAttribute("aria-labelledby");
      const before = menu ? document.getElementById(menu) : activeElement;
      opener.current = before instanceof HTMLElement && before !== document.body ? before : null;
    },
    giveBack(event: Event) {
      leaveFocusElsewhere(event);
      if (event.defaultPrevented || !opener.current?.isConnected) return;
      event.preventDefault();
      opener.current.focus();
    },
  };
}
