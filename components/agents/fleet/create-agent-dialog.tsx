"use client";

import type { ComponentProps } from "react";
import { LateOverlay } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { CreateAgentDialogRendered } from "./create-agent-dialog-rendered";

const rendered = onDemand(
  async () => (await import("./create-agent-dialog-rendered")).CreateAgentDialogRendered,
);

export function CreateAgentDialog(props: ComponentProps<typeof CreateAgentDialogRendered>) {
  return <LateOverlay of={rendered} props={props} />;
}
