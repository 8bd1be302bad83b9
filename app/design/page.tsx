import type { Metadata } from "next";
import dynamic from "next/dynamic";
import { notFound } from "next/navigation";

export const metadata: Metadata = { title: "Design" };

/** The condition is a constant of the build, so that a production build leaves the screen out. */
const DesignScreen =
  process.env.NODE_ENV === "development"
    ? dynamic(async () => (await import("@/components/design/design-screen")).DesignScreen)
    : null;

/** Every primitive of the browser in each state and theme, for who develops Baton; in production there is no such page. */
export default function DesignPage() {
  if (DesignScreen === null) notFound();
  return <DesignScreen />;
}
