"use client";

import type { ComponentProps } from "react";
import { Late } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { PropertyDialogRendered } from "./property-dialog-rendered";

const rendered = onDemand(
  async () => (await import("./property-dialog-rendered")).PropertyDialogRendered,
);

/** Changes one property of one or many tasks by keyboard search. */
export function PropertyDialog(props: ComponentProps<typeof PropertyDialogRendered>) {
  return <Late of={rendered} props={props} />;
}
