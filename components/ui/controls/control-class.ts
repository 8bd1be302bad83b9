/** What every text-like control shares. 16 px on touch, so that phones do not zoom in on focus. */
export const controlClass = [
  "w-full min-w-0 rounded-md border border-line-control bg-panel px-2.5 text-ink text-sm pointer-coarse:text-lg",
  "transition-[border-color] duration-100 hover:border-ink-3",
  "focus-visible:border-focus focus-visible:outline-1 focus-visible:outline-offset-0",
  "aria-invalid:border-danger",
  "disabled:cursor-not-allowed disabled:border-line-strong disabled:bg-sunken disabled:text-ink-3",
].join(" ");
