"use client";

import { Late } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { AgainDialogProps } from "./again-dialog-rendered";

const dialog = onDemand(async () => (await import("./again-dialog-rendered")).AgainDialogRendered);

/** Tries a stage again, or runs a copy. */
export function AgainDialog(props: AgainDialogProps) {
  return <Late of={dialog} props={props} />;
}
