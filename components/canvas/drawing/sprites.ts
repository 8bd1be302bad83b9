import type { TaskStatus } from "@/components/ui/display/status";
import type { DrawTheme } from "./draw-theme";
import type { Sprites } from "./far-painter";

/** Icons as bitmaps of the size they are drawn in, made when they are first wanted; `onReady` when one has come. */
export function spritesOf(theme: () => DrawTheme | null, onReady: () => void): Sprites {
  const images = new Map<TaskStatus, HTMLImageElement>();
  const sized = new Map<string, HTMLCanvasElement>();
  return (status, pixels) => {
    const image = images.get(status);
    if (!image) {
      images.set(status, imageOf(theme()?.status[status].glyph ?? "", onReady));
      return null;
    }
    if (!image.complete || image.naturalWidth === 0) return null;
    const key = `${status}:${pixels}`;
    const known = sized.get(key);
    if (known) return known;
    const canvas = document.createElement("canvas");
    const sharp = Math.min(2, devicePixelRatio);
    canvas.width = pixels * sharp;
    canvas.height = pixels * sharp;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    sized.set(key, canvas);
    return canvas;
  };
}

function imageOf(glyph: string, onReady: () => void): HTMLImageElement {
  const image = new Image();
  image.onload = onReady;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 16 16">${glyph}</svg>`;
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  return image;
}
