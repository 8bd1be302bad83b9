"use client";

import type { ComponentProps } from "react";
import { Late } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { FollowUpsEditorRendered } from "./follow-ups-editor-rendered";

const rendered = onDemand(
  async () => (await import("./follow-ups-editor-rendered")).FollowUpsEditorRendered,
);

/** Edits a task's follow-ups, each with a title and an agent. Those already created are not shown, and are kept. */
export function FollowUpsEditor(props: ComponentProps<typeof FollowUpsEditorRendered>) {
  return <Late of={rendered} props={props} />;
}
