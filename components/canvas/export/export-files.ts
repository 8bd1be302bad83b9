import type { CanvasTask } from "@/components/canvas/model/canvas-task";
import type { GraphStore } from "@/components/canvas/model/graph-store";
import { mermaidOf } from "@/lib/tasks/tickets/diagram";

/** What a browser draws at most: more is cut off, or nothing comes out at all. */
const MOST_SIDE = 12_000;
const MOST_AREA = 60_000_000;
const SHARP = 2;

export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** An SVG as a PNG, twice as sharp as on the screen or as sharp as a picture of that size can be. */
export async function pngOf({
  svg,
  width,
  height,
}: {
  svg: string;
  width: number;
  height: number;
}): Promise<Blob> {
  const scale = Math.min(
    SHARP,
    MOST_SIDE / Math.max(width, height),
    Math.sqrt(MOST_AREA / (width * height)),
  );
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) =>
        blob ? resolve(blob) : reject(new Error("The picture is too large")),
      );
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The page's own fonts as a style sheet that needs nothing else. */
export async function fontRules(): Promise<string> {
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

/** One structure as Mermaid, as the ticket tool draws it. */
export function mermaidFor(graph: GraphStore, root: number): string {
  const links = graph.links.map((link, at) => ({ id: at + 1, ...link }));
  return `${mermaidOf([...graph.tasks], root, { links })}\n`;
}

/** Several structures as a Markdown file, each under its title with its diagram. */
export function mermaidDocument(graph: GraphStore, roots: readonly CanvasTask[]): string {
  return roots
    .map(
      ({ id, ticket_ref, title }) =>
        `## ${ticket_ref} ${title.replace(/\s+/g, " ").replace(/([\\`*_[\]<>])/g, "\\$1")}\n\n\`\`\`mermaid\n${mermaidFor(graph, id)}\`\`\`\n`,
    )
    .join("\n");
}
