import { Controls } from "./controls";
import { Displays } from "./displays";
import { Feedback } from "./feedback";
import { Lists } from "./lists";

/** The primitives in both themes, side by side; on a narrow screen one below the other. */
export function DesignScreen() {
  return (
    <main id="main" tabIndex={-1} className="min-h-dvh bg-canvas text-ink outline-none">
      <h1 className="px-6 py-4 font-semibold text-xl">Design</h1>
      <div className="grid lg:grid-cols-2">
        <Theme name="light" />
        <Theme name="dark" />
      </div>
    </main>
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
      <Lists />
    </section>
  );
}
