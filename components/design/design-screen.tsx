import { DraftKeeper } from "@/components/forms/drafts/drafts";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { ViewerProvider } from "@/components/sync/viewer";
import { LiveRegion } from "@/components/ui/feedback/live-region";
import { Controls } from "./controls";
import { Displays } from "./displays";
import { Feedback } from "./feedback";
import { Forms } from "./forms";
import { Lists } from "./lists";
import { Overlays } from "./overlays";

/** Drafts belong to somebody, and this page has no session. */
const NOBODY = { name: "Nobody", username: "design", role: "operator" } as const;

/** The primitives in both themes, side by side; on a narrow screen one below the other. */
export function DesignScreen() {
  return (
    <ViewerProvider viewer={NOBODY}>
      <DraftKeeper />
      <main id="main" tabIndex={-1} className="min-h-dvh bg-canvas text-ink outline-none">
        <div className="flex items-center gap-3 px-6 py-4">
          <h1 className="font-semibold text-xl">Design</h1>
          <ThemeSwitch />
        </div>
        <div className="grid lg:grid-cols-2">
          <Theme name="light" />
          <Theme name="dark" />
        </div>
      </main>
      <LiveRegion />
    </ViewerProvider>
  );
}

function Theme({ name }: { name: "light" | "dark" }) {
  return (
    <section
      aria-label={`The ${name} theme`}
      className={`${name === "light" ? "light-part" : "dark"} flex min-w-0 flex-col gap-8 bg-panel px-6 py-6 text-ink`}
      style={{ colorScheme: name }}
    >
      <Controls />
      <Displays />
      <Feedback />
      <Forms theme={name} />
      <Overlays />
      <Lists />
    </section>
  );
}
