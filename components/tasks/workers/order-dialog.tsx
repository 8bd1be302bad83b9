"use client";

import type { ComponentProps } from "react";
import { Late } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { OrderDialogRendered } from "./order-dialog-rendered";

const rendered = onDemand(
  async () => (await import("./order-dialog-rendered")).OrderDialogRendered,
);

/** Asks why and for how long a worker pauses, or drains. */
export function OrderDialog(props: ComponentProps<typeof OrderDialogRendered>) {
  return <Late of={rendered} props={props} />;
}
