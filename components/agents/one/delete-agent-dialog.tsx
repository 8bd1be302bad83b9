"use client";

import type { ComponentProps } from "react";
import { LateOverlay } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { DeleteAgentDialogRendered } from "./delete-agent-dialog-rendered";

const rendered = onDemand(
  async () => (await import("./delete-agent-dialog-rendered")).DeleteAgentDialogRendered,
);

export function DeleteAgentDialog(props: ComponentProps<typeof DeleteAgentDialogRendered>) {
  return <LateOverlay of={rendered} props={props} />;
}
