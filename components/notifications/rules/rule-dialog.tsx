"use client";

import type { ComponentProps } from "react";
import { LateOverlay } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { RuleDialogRendered } from "./rule-dialog-rendered";

const rendered = onDemand(async () => (await import("./rule-dialog-rendered")).RuleDialogRendered);

export function RuleDialog(props: ComponentProps<typeof RuleDialogRendered>) {
  return <LateOverlay of={rendered} props={props} />;
}
