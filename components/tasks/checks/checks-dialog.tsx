"use client";

import type { ComponentProps } from "react";
import { Late } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { ChecksDialogRendered } from "./checks-dialog-rendered";

const rendered = onDemand(
  async () => (await import("./checks-dialog-rendered")).ChecksDialogRendered,
);

/** Changes the commands that have to end well on the work of a task, or of all tasks of a project. */
export function ChecksDialog(props: ComponentProps<typeof ChecksDialogRendered>) {
  return <Late of={rendered} props={props} />;
}
