import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Rgb = readonly [number, number, number];
type Token = { rgb: Rgb; alpha: number };

const css = readFileSync(new URL("../../app/tokens.css", import.meta.url), "utf8");

it("themes belong to the page or to a part that asks for one, not to a class that a library sets", () => {
  const themed = [...css.matchAll(/([^{};]*)\{\s*--canvas:/g)].map(([, selectors = ""]) =>
    selectors
      .replace(/\/\*.*?\*\//gs, "")
      .split(",")
      .map((selector) => selector.trim()),
  );
  // React Flow calls itself .light in both themes.
  expect(themed).toEqual([[".light-part", ":root"], [".dark"]]);
});

describe.each([":root", ".dark"])("the tokens of %s", (theme) => {
  const tokens = readTokens(theme);
  const names = [...tokens.keys()];
  const coloured = names.filter((name) =>
    /^(status|priority|presence)-|^(success|warning|danger|accent-ink)$/.test(name),
  );
  const inks = ["ink", "ink-2", "ink-3"];
  const surfaces = ["canvas", "panel", "raised", "sunken"];

  it.each(surfaces)(
    "are readable as text on %s, plain, hovered, selected and on their own tint",
    (surface) => {
      const ground = color(surface);
      const hovered = over(token("hover"), ground);
      // A row that is open may be chosen as well.
      const selected = over(token("selected"), over(token("selected"), ground));
      const weak = [
        ...[...inks, ...coloured].filter((name) => contrast(color(name), ground) < 4.5),
        ...inks.filter(
          (name) => contrast(color(name), hovered) < 4.5 || contrast(color(name), selected) < 4.5,
        ),
        ...coloured.filter(
          (name) => contrast(color(name), over({ rgb: color(name), alpha: 0.1 }, ground)) < 4.5,
        ),
      ];
      expect(weak).toEqual([]);
    },
  );

  it.each(surfaces)("mark controls, focus and glyphs clearly on %s", (surface) => {
    const hovered = over(token("hover"), color(surface));
    const weak = [
      ...["line-control", "focus"].filter((name) => contrast(color(name), color(surface)) < 3),
      ...coloured.filter((name) => contrast(color(name), hovered) < 3),
    ];
    expect(weak).toEqual([]);
  });

  it.each([
    ["on-accent", "accent"],
    ["on-accent", "accent-hover"],
    ["on-danger", "danger-fill"],
    ["on-danger", "danger-fill-hover"],
    ["tooltip-ink", "tooltip"],
    ["tooltip-ink-2", "tooltip"],
  ])("make %s readable on %s", (text, ground) => {
    expect(contrast(color(text), color(ground))).toBeGreaterThanOrEqual(4.5);
  });

  function token(name: string): Token {
    const found = tokens.get(name);
    if (!found) throw new Error(`${theme} has no --${name}`);
    return found;
  }

  function color(name: string): Rgb {
    return token(name).rgb;
  }
});

function readTokens(selector: string): Map<string, Token> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("}", start));
  const declarations = block.matchAll(
    /--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+)%)?\);/g,
  );
  return new Map(
    [...declarations].map(([, name = "", l, c, h, alpha]) => [
      name,
      { rgb: fromOklch(Number(l), Number(c), Number(h)), alpha: alpha ? Number(alpha) / 100 : 1 },
    ]),
  );
}

function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    toSrgb(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toSrgb(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toSrgb(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function toSrgb(linear: number): number {
  const x = Math.min(1, Math.max(0, linear));
  return x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055;
}

function over({ rgb, alpha }: Token, ground: Rgb): Rgb {
  const mix = (index: 0 | 1 | 2) => rgb[index] * alpha + ground[index] * (1 - alpha);
  return [mix(0), mix(1), mix(2)];
}

/** The ratio of WCAG 2.2. */
function contrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([r, g, b]: Rgb): number {
  const linear = (x: number) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}
