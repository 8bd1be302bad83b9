"use client";

import type { ComponentProps } from "react";
import { LateOverlay } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { ChannelDialogRendered } from "./channel-dialog-rendered";

const rendered = onDemand(
  async () => (await import("./channel-dialog-rendered")).ChannelDialogRendered,
);

export function ChannelDialog(props: ComponentProps<typeof ChannelDialogRendered>) {
  return <LateOverlay of={rendered} props={props} />;
}
