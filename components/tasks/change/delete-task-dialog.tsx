"use client";

import type { ComponentProps } from "react";
import { LateOverlay } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { DeleteTaskDialogRendered } from "./delete-task-dialog-rendered";

const rendered = onDemand(
  async () => (await import("./delete-task-dialog-rendered")).DeleteTaskDialogRendered,
);

export function DeleteTaskDialog(props: ComponentProps<typeof DeleteTaskDialogRendered>) {
  return <LateOverlay of={rendered} props={props} />;
}
