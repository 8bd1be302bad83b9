"use client";

import type { ComponentProps } from "react";
import { LateOverlay } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { StartRunDialogRendered } from "./start-run-dialog-rendered";

const rendered = onDemand(
  async () => (await import("./start-run-dialog-rendered")).StartRunDialogRendered,
);

/** Starts a run, after a look at what it would do. */
export function StartRunDialog(props: ComponentProps<typeof StartRunDialogRendered>) {
  return <LateOverlay of={rendered} props={props} />;
}
