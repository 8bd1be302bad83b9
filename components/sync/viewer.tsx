"use client";

import { createContext, type ReactNode, use } from "react";
import { Badge } from "@/components/ui/display/badge";
import { Explained } from "@/components/ui/overlays/explained";

/** The signed-in user. The server decides what they may do; this hides what it would refuse. */
export interface Viewer {
  name: string;
  username: string;
  role: "viewer" | "operator" | "admin";
}

const ViewerContext = createContext<Viewer>({ name: "", username: "", role: "viewer" });

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

export const READ_ONLY =
  "Your role is viewer: you can look, and an admin can make you an operator.";

export function useViewer(): Viewer & { canWrite: boolean } {
  const viewer = use(ViewerContext);
  return { ...viewer, canWrite: viewer.role !== "viewer" };
}

/** In the head of a screen, for those who may look and not change. */
export function ReadOnlyBadge() {
  const { canWrite } = useViewer();
  if (canWrite) return null;
  return (
    <Explained content={READ_ONLY}>
      <Badge tone="outline">View only</Badge>
    </Explained>
  );
}
