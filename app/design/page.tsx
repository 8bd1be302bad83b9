import type { Metadata } from "next";
import dynamic from "next/dynamic";
import { notFound } from "next/navigation";

export const metadata: Metadata = { title: "Design" };

const DesignScreen = dynamic(
  async () => (await import("@/components/design/design-screen")).DesignScreen,
);

/** Every primitive of the browser in each state and theme, for who develops Baton; in production there is no such page. */
export default function DesignPage() {
  if (process.env.NODE_ENV !== "development") notFound();
  return <DesignScreen />;
}
