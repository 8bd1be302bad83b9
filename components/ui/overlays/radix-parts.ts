// One chunk for all overlays: what positions, dismisses and keeps the focus of one serves the others.
export { AlertDialog, Dialog, DropdownMenu, Popover, Select } from "radix-ui";
export { TooltipRendered } from "./tooltip-rendered";
