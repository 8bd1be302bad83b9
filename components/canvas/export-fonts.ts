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
