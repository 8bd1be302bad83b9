"use client";

import { createContext, type ReactNode, use } from "react";

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
