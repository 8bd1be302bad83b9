import type { Ref } from "react";
import { TASK_STATUSES, type TaskStatus } from "@/components/ui/display/status";
import { StatusIcon } from "@/components/ui/display/status-icon";

/** The colours and shapes of the theme that is on, for what is drawn without style sheets. */
export interface DrawTheme {
  colours: Record<(typeof TOKENS)[number], string>;
  status: Record<TaskStatus, { colour: string; glyph: string }>;
  /** The names of the page's font and of those it falls back to. */
  family: string;
  /** How wide a text is. */
  measure: (text: string, font: string) => number;
}

const TOKENS = [
  "canvas",
  "raised",
  "line",
  "line-strong",
  "line-control",
  "ink",
  "ink-2",
  "ink-3",
  "danger",
  "panel",
] as const;

/** Reads the theme that is on. `glyphs` holds one icon of each status, in the order of TASK_STATUSES. */
export function readTheme(glyphs: HTMLElement): DrawTheme {
  const painter = painterOf();
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => painter.hex(style.getPropertyValue(`--${name}`).trim());
  const icons = [...glyphs.querySelectorAll("svg")];
  const panel = token("panel");
  const status = Object.fromEntries(
    TASK_STATUSES.map((one, at) => {
      const colour = token(`status-${one.replace("_", "-")}`);
      const glyph = (icons[at]?.innerHTML ?? "")
        .replaceAll("currentColor", colour)
        .replaceAll("var(--panel)", panel);
      return [one, { colour, glyph }];
    }),
  ) as Record<TaskStatus, { colour: string; glyph: string }>;
  return {
    colours: Object.fromEntries(TOKENS.map((name) => [name, token(name)])) as DrawTheme["colours"],
    status,
    family: getComputedStyle(document.body).fontFamily,
    measure: painter.measure,
  };
}

/** Colours of any notation as hex, which every program reads, and the widths of texts in our fonts. */
function painterOf() {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  const family = getComputedStyle(document.body).fontFamily;
  return {
    hex(colour: string): string {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
      return `#${[r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
    },
    measure(text: string, font: string): number {
      context.font = font.replace("Geist", family);
      return context.measureText(text).width;
    },
  };
}

/** One icon of each status, to be read by what draws without elements (draw-theme.ts). */
export function StatusGlyphs({ ref }: { ref: Ref<HTMLDivElement> }) {
  return (
    <div ref={ref} hidden>
      {TASK_STATUSES.map((status) => (
        <StatusIcon key={status} status={status} />
      ))}
    </div>
  );
}
