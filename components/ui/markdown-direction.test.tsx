import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { MarkdownRendered } from "./display/markdown-rendered";

const markup = (text: string) => renderToStaticMarkup(<MarkdownRendered>{text}</MarkdownRendered>);

test("every block runs the way its own first letter does", () => {
  const html = markup("# One\n\ntext\n\n| a |\n| - |\n| b |");
  for (const tag of ["h3", "p", "th", "td"]) expect(html).toContain(`<${tag} dir="auto"`);
});

test("an item of a list runs one way as a whole, so that its mark stands where its text begins", () => {
  const html = markup("- tight\n\ntext\n\n1. loose\n\n   with two paragraphs");
  expect(html).toContain('<li dir="auto">tight</li>');
  // A paragraph with a direction of its own would not count for the item.
  expect(html).toMatch(/<li dir="auto">\s*<p>loose<\/p>\s*<p>with two/);
  expect(html).toContain('<p dir="auto">text</p>');
});
