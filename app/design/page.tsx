import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DesignScreen } from "@/components/design/design-screen";

export const metadata: Metadata = { title: "Design" };

/** Every primitive of the browser in each state and theme, for who develops Baton; in production there is no such page. */
export default function DesignPage() {
  if (process.env.NODE_ENV !== "development") notFound();
  return <DesignScreen />;
}
