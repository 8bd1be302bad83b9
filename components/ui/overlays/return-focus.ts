import { useRef } from "react";

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
      if (event.defaultPrevented || !opener.current?.isConnected) return;
      event.preventDefault();
      opener.current.focus();
    },
  };
}
