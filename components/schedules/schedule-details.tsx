"use client";

import type { ComponentProps } from "react";
import { LateOverlay } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { ScheduleDetailsRendered } from "./schedule-details-rendered";

const rendered = onDemand(
  async () => (await import("./schedule-details-rendered")).ScheduleDetailsRendered,
);

export function ScheduleDetails(props: ComponentProps<typeof ScheduleDetailsRendered>) {
  return <LateOverlay of={rendered} props={props} />;
}
