"use client";

import type { ComponentProps } from "react";
import { Late } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { LinkFormRendered } from "./link-form-rendered";

const rendered = onDemand(async () => (await import("./link-form-rendered")).LinkFormRendered);

/** Links a task to another one, found by words or reference. */
export function LinkForm(props: ComponentProps<typeof LinkFormRendered>) {
  return <Late of={rendered} props={props} />;
}
