"use client";

import type { ComponentProps } from "react";
import { Late } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { ReasonDialogRendered } from "./reason-dialog-rendered";

const rendered = onDemand(
  async () => (await import("./reason-dialog-rendered")).ReasonDialogRendered,
);

/** Asks for the reason of a step that somebody else will read: a rejection, an override, a cancellation. */
export function ReasonDialog(props: ComponentProps<typeof ReasonDialogRendered>) {
  return <Late of={rendered} props={props} />;
}
