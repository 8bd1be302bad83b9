import { TASK_STATUSES, type TaskStatus } from "@/components/ui/status";
import type { ExportTheme } from "./export-svg";

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

/**
 * The theme that is on, as an SVG without our style sheets needs it. `glyphs` holds one icon of each status, in the order
 * of TASK_STATUSES.
 */
export async function readTheme(glyphs: HTMLElement): Promise<ExportTheme> {
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
    colours: Object.fromEntries(
      TOKENS.map((name) => [name, token(name)]),
    ) as ExportTheme["colours"],
    status,
    fonts: await fontRules(),
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

/** The page's own fonts as a style sheet that needs nothing else. */
async function fontRules(): Promise<string> {
  const rules = [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules];
    } catch {
      return [];
    }
  });
  const faces = rules.filter((rule) => rule instanceof CSSFontFaceRule);
  const embedded = await Promise.all(faces.map(embed));
  return embedded.filter(Boolean).join("");
}

async function embed(face: CSSFontFaceRule): Promise<string> {
  const family = face.style.getPropertyValue("font-family").replaceAll(/["']/g, "");
  const name = /mono/i.test(family) ? "Geist Mono" : "Geist";
  const source = /url\(["']?([^"')]+)/.exec(face.style.getPropertyValue("src"))?.[1];
  if (!source || /fallback/i.test(family)) return "";
  const url = new URL(source, face.parentStyleSheet?.href ?? location.href);
  const response = await fetch(url).catch(() => null);
  if (!response?.ok) return "";
  const weight = face.style.getPropertyValue("font-weight") || "100 900";
  return `@font-face{font-family:"${name}";font-weight:${weight};src:url(${await dataUrl(await response.blob())}) format("woff2")}`;
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([blob], { type: "font/woff2" }));
  });
}
