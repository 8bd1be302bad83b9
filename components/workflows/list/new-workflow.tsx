"use client";

import type { ComponentProps } from "react";
import { LateOverlay } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { NewWorkflowRendered } from "./new-workflow-rendered";

const rendered = onDemand(
  async () => (await import("./new-workflow-rendered")).NewWorkflowRendered,
);

export function NewWorkflow(props: ComponentProps<typeof NewWorkflowRendered>) {
  return <LateOverlay of={rendered} props={props} />;
}
