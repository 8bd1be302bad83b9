import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawn, PLAIN, type Style } from "./ansi";

const ESC = "\u001b";

/** The parts of a line as they are drawn: the text, and what it looks like beside plain text. */
function look(line: string, before: Style = PLAIN) {
  const { text, parts } = drawn(line, before);
  let from = 0;
  return (parts ?? [{ end: text.length, style: PLAIN }]).map(({ end, style }) => {
    const part = text.slice(from, end);
    from = end;
    const set = Object.entries(style).filter(([, value]) => value !== null && value !== false);
    return [part, Object.fromEntries(set)];
  });
}

describe("colours of a line", () => {
  it("leaves a line without escapes as it is", () => {
    expect(drawn("plain\ttext ✓", PLAIN)).toEqual({
      text: "plain\ttext ✓",
      parts: null,
      after: PLAIN,
    });
  });

  it("draws colours, weights and their ends", () => {
    expect(look(`a ${ESC}[1;31mred${ESC}[22m thin${ESC}[0m end`)).toEqual([
      ["a ", {}],
      ["red", { tone: "red", bold: true }],
      [" thin", { tone: "red" }],
      [" end", {}],
    ]);
    expect(look(`${ESC}[92mok${ESC}[39m ${ESC}[7;44mhere${ESC}[m`)).toEqual([
      ["ok", { tone: "green" }],
      [" ", {}],
      ["here", { ground: "blue", inverse: true }],
    ]);
  });

  it("takes the nearest of its own colours for one of 256 or of 16 million", () => {
    expect(
      look(`${ESC}[38;5;196mx${ESC}[38;5;33mx${ESC}[38;2;0;180;90mx${ESC}[38:5:240mx`),
    ).toEqual([
      ["x", { tone: "red" }],
      ["x", { tone: "blue" }],
      ["x", { tone: "green" }],
      ["x", { tone: "gray" }],
    ]);
  });

  it("goes on with the colour in which the line before ended", () => {
    const first = drawn(`${ESC}[33mwarning:`, PLAIN);
    expect(look("more of it", first.after)).toEqual([["more of it", { tone: "yellow" }]]);
    expect(drawn("", first.after).parts).toBeNull();
  });

  it("does not turn a line that changes its colour at every character into as many parts", () => {
    const line = Array.from({ length: 5_000 }, (_, at) => `${ESC}[3${at % 8}mx`).join("");
    const { text, parts } = drawn(line, PLAIN);
    expect(text).toBe("x".repeat(5_000));
    expect(parts).toHaveLength(200);
    expect(parts?.at(-1)?.end).toBe(5_000);
  });
});

describe("what else a terminal would obey", () => {
  it.each([
    ["a title", `${ESC}]0;owned\u0007text`],
    ["a link", `${ESC}]8;;https://evil.example${ESC}\\text${ESC}]8;;${ESC}\\`],
    ["the clipboard", `${ESC}]52;c;cm0gLXJm\u0007text`],
    ["moving the cursor and clearing", `${ESC}[2J${ESC}[Htext${ESC}[1A`],
    ["a device string", `${ESC}Pq#0;2;0;0;0${ESC}\\text`],
    ["other modes", `${ESC}[?1049h${ESC}c${ESC}(Btext`],
    ["single controls", "te\u0000\u0008xt\u009b0m\u007f"],
    ["the direction of reading", "\u202etext\u202c\u2066"],
  ])("ignores %s", (_, line) => {
    expect(drawn(line, PLAIN)).toEqual({ text: "text", parts: null, after: PLAIN });
  });

  it("shows the text after a string that never ends", () => {
    expect(drawn(`${ESC}]0;the rest of the log`, PLAIN).text).toContain("the rest of the log");
  });

  it("leaves nothing of any sequence but text that was there", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(ESC, `${ESC}[`, `${ESC}]`, "\u0007", "31m", ";", "\u009b", "\u202e", "\\"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const line = pieces.join("").replaceAll("\n", "");
        const { text, parts } = drawn(line, PLAIN);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none of these may be left
        expect(text).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e]/);
        expect(parts?.at(-1)?.end ?? text.length).toBe(text.length);
        let rest = line;
        for (const character of text) {
          const at = rest.indexOf(character);
          expect(at).not.toBe(-1);
          rest = rest.slice(at + character.length);
        }
      }),
      { numRuns: 200, seed: 12 },
    );
  });
});
