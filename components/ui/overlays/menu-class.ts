/** The floating box that menus, selects and popovers share. */
export const floatingClass = [
  "z-50 rounded-lg border border-line-strong bg-raised text-ink shadow-overlay outline-none",
  "data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in",
].join(" ");

/** Where a floating box stands by its trigger, and how far from the edge of the window. */
export const floatingPlace = { sideOffset: 4, collisionPadding: 8 } as const;

export const menuClass = `${floatingClass} min-w-44 overflow-y-auto overflow-x-hidden p-1`;

export const menuItemClass = [
  "relative flex h-8 cursor-default select-none items-center gap-2 rounded-md px-2 text-ink text-sm outline-none pointer-coarse:h-11",
  "data-highlighted:bg-hover data-[state=open]:bg-hover",
  "data-disabled:pointer-events-none data-disabled:opacity-50",
  "[&_svg]:size-4 [&_svg]:shrink-0",
].join(" ");

export const menuLabelClass = "px-2 pt-2 pb-1 font-medium text-ink-3 text-xs";

/** What lies between the page and a dialog. */
export const scrimClass =
  "fixed inset-0 z-50 bg-scrim data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in";
