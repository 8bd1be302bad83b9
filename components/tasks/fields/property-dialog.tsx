"use client";

import type { ComponentProps } from "react";
import { loadTaskActions } from "@/components/tasks/change/use-task-actions";
import { Late } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import { loadToasts } from "@/components/ui/overlays/toast";
import type { PropertyDialogRendered } from "./property-dialog-rendered";

// With what saves the choice and says how that went: the network may be gone by the time one has chosen.
const rendered = onDemand(async () => {
  const [{ PropertyDialogRendered }] = await Promise.all([
    import("./property-dialog-rendered"),
    loadTaskActions(),
    loadToasts(),
  ]);
  return PropertyDialogRendered;
});

/** Changes one property of one or many tasks by keyboard search. */
export function PropertyDialog(props: ComponentProps<typeof PropertyDialogRendered>) {
  return <Late of={rendered} props={props} />;
}
