"use client";

import type { ComponentProps } from "react";
import { Late } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { MakeAgentDialogRendered } from "./make-agent-dialog-rendered";
import type { ProfileDialogRendered } from "./profile-dialog-rendered";

const profile = onDemand(
  async () => (await import("./profile-dialog-rendered")).ProfileDialogRendered,
);
const agent = onDemand(
  async () => (await import("./make-agent-dialog-rendered")).MakeAgentDialogRendered,
);

/** Creates a profile, or changes one. */
export function ProfileDialog(props: ComponentProps<typeof ProfileDialogRendered>) {
  return <Late of={profile} props={props} />;
}

/** Makes an agent from a profile. */
export function MakeAgentDialog(props: ComponentProps<typeof MakeAgentDialogRendered>) {
  return <Late of={agent} props={props} />;
}
