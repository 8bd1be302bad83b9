"use client";

import type { ComponentProps } from "react";
import { LateOverlay } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { ScheduleDialogRendered } from "./schedule-dialog-rendered";

const rendered = onDemand(
  async () => (await import("./schedule-dialog-rendered")).ScheduleDialogRendered,
);

export function ScheduleDialog(props: ComponentProps<typeof ScheduleDialogRendered>) {
  return <LateOverlay of={rendered} props={props} />;
}
