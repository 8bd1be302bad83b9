"use client";

import type { ComponentProps } from "react";
import { LateOverlay } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { MailServerDialogRendered } from "./mail-server-dialog-rendered";

const rendered = onDemand(
  async () => (await import("./mail-server-dialog-rendered")).MailServerDialogRendered,
);

export function MailServerDialog(props: ComponentProps<typeof MailServerDialogRendered>) {
  return <LateOverlay of={rendered} props={props} />;
}
