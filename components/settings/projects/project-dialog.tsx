"use client";

import type { ComponentProps } from "react";
import { LateOverlay } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { ProjectDialogRendered } from "./project-dialog-rendered";

const rendered = onDemand(
  async () => (await import("./project-dialog-rendered")).ProjectDialogRendered,
);

export function ProjectDialog(props: ComponentProps<typeof ProjectDialogRendered>) {
  return <LateOverlay of={rendered} props={props} />;
}
