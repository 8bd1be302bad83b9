import path from "node:path";

/**
 * @typedef {object} Rule
 * @property {RegExp} pattern what a reference looks like
 * @property {"text" | "docs" | "prose"} where all of a file; Markdown only; or Markdown and the comments of code
 * @property {(match: string[], file: string, tree: Tree) => string | null} problem what is wrong with it, or null
 */

/**
 * @typedef {object} Tree
 * @property {Map<string, string>} texts every file of ours by its path
 * @property {(pattern: string) => string[]} find files and folders by glob
 */

/** Documents of agents and other programs, which are not in this repository. */
const FOREIGN = ["AGENTS.md", "CLAUDE.md", "SKILL.md", "SOUL.md", "MEMORY.md"];
const FOLDERS = "lib|app|components|scripts|prisma|cli|bench|e2e";

/** @type {Rule[]} */
const RULES = [
  {
    // domain.md, "Lifecycle"
    pattern: /(?<![\w./#-])(?<name>(?:[\w-]+\/)*[\w.-]+\.md)\b(?:,\s+"(?<heading>[^"]+)")?/g,
    where: "text",
    problem([, name, heading], file, tree) {
      if (FOREIGN.includes(name) || name.includes("NNNN")) return null;
      const places = [name, path.posix.join(path.posix.dirname(file), name), `docs/${name}`];
      const found = places.find((place) => tree.texts.has(place));
      return found === undefined
        ? `there is no document ${name}`
        : missingHeading(found, heading, (title) => title === heading, tree);
    },
  },
  {
    // [the queue](docs/domain.md#claiming)
    pattern: /\]\((?<target>[^)\s]+)\)/g,
    where: "docs",
    problem([, target], file, tree) {
      if (/^[a-z]+:/.test(target)) return null;
      const [name, anchor] = target.split("#");
      const found = name ? path.posix.join(path.posix.dirname(file), name) : file;
      if (!exists(found, tree)) return `there is no ${found}`;
      return missingHeading(found, anchor, (title) => slugOf(title) === anchor, tree);
    },
  },
  {
    // decision 0012, docs/decisions/0012
    pattern: /\bdecisions?[ /](?<number>\d{1,4})\b/gi,
    where: "text",
    problem: ([, number], _, tree) =>
      tree.find(`docs/decisions/${number.padStart(4, "0")}-*.md`).length === 1
        ? null
        : `there is no decision ${number}`,
  },
  {
    // `lib/tasks/lifecycle.ts`, `app/**/actions.ts`; one with an ellipsis is an example
    pattern: new RegExp(`(?<![\\w@/.-])(?<name>(?:${FOLDERS})/[\\w./()[\\]*{},…-]+)`, "g"),
    where: "prose",
    problem([, mentioned], _, tree) {
      if (mentioned.includes("…")) return null;
      const name = mentioned.replace(/\]\(.*$|[.,/]+$/, "").replace(/^([^(]*)\).*$/, "$1");
      return exists(name, tree) ? null : `there is no ${name}`;
    },
  },
  {
    // `claimTask` in `lib/tasks/queue/claim.ts`, also as neighbouring cells of a table
    pattern: /`(?<name>\w+)`\s+(?:in|\|)\s+`(?<file>(?:lib|cli)\/[^`]+\.ts)`/g,
    where: "docs",
    problem([, name, file], _, tree) {
      const declares = new RegExp(`\\b(function|const|class|interface|type) ${name}\\b`);
      return declares.test(tree.texts.get(file) ?? "") ? null : `${file} declares no ${name}`;
    },
  },
  {
    // `POST /api/tasks/{id}/claim`
    pattern: /`(?<method>GET|POST|PUT|PATCH|DELETE) (?<route>\/(?:api\/)?[a-z][^`?\s]*)/g,
    where: "docs",
    problem([, method, route], _, tree) {
      const declares = new RegExp(`export const ${method}\\b`);
      const isServed = [...tree.texts].some(
        ([file, text]) => matchesRoute(file, route) && declares.test(text),
      );
      return isServed ? null : `no route answers ${method} ${route}`;
    },
  },
];

/**
 * Every broken reference, one sentence each, and how many references were checked.
 * @param {Map<string, string>} texts
 * @param {Tree["find"]} find
 */
export function brokenReferences(texts, find) {
  const tree = { texts, find };
  /** @type {string[]} */
  const broken = [];
  let checked = 0;
  for (const [file, text] of texts) {
    if (/\.test\.\w+$/.test(file) || file === "scripts/checks/references.mjs") continue;
    const isDocument = file.endsWith(".md");
    const lines = withoutMargins(text);
    // What a browser's test types into the product names files of its users.
    const versions = {
      text: /\.spec\.\w+$/.test(file) ? withoutMargins(commentsOf(text)) : lines,
      docs: isDocument ? lines.replace(/```.*?```/gs, blank) : "",
      prose: isDocument || file.endsWith(".sql") ? lines : withoutMargins(commentsOf(text)),
    };
    for (const { pattern, where, problem } of RULES) {
      for (const match of versions[where].matchAll(pattern)) {
        checked += 1;
        const reason = problem(
          match.map((group) => group?.replace(/\s+/g, " ")),
          file,
          tree,
        );
        const line = text.slice(0, match.index).split("\n").length;
        if (reason) broken.push(`${file}:${line}: ${reason}`);
      }
    }
  }
  return { checked, broken };
}

/** The text with comment markers at the start of lines blanked, so that a reference may span two lines. @param {string} text */
const withoutMargins = (text) => text.replace(/(?<=\n)[ \t]*(?:\*(?!\*)|\/\/|--)/g, blank);

/** @param {string} text */
const blank = (text) => " ".repeat(text.length);

/** Code with everything blanked but its comments. @param {string} text */
const commentsOf = (text) =>
  text.replace(/\/\*.*?\*\/|(?<=^|\s)\/\/[^\n]*|[^\n]/gs, (part) => (part.length > 1 ? part : " "));

/** @param {string} name @param {Tree} tree */
function exists(name, { texts, find }) {
  return texts.has(name) || find(/[*{]/.test(name) ? name : escaped(name)).length > 0;
}

/** A path as a glob, with `?` for each bracket. @param {string} name */
const escaped = (name) => name.replace(/[[\]()]/g, "?");

/**
 * @param {string} file @param {string | undefined} wanted @param {(title: string) => boolean} fits @param {Tree} tree
 */
function missingHeading(file, wanted, fits, { texts }) {
  if (!wanted || !file.endsWith(".md")) return null;
  const headings = (texts.get(file) ?? "").replace(/^```.*?^```/gms, "").matchAll(/^#+ (.+)$/gm);
  return [...headings].some(([, title]) => fits(title)) ? null : `${file} has no heading ${wanted}`;
}

/** The anchor of a heading, as forges make it. @param {string} title */
const slugOf = (title) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

/** @param {string} file @param {string} route */
function matchesRoute(file, route) {
  if (!/^app\/.*route\.ts$/.test(file)) return false;
  const served = file.slice("app".length, -"/route.ts".length).split("/");
  const asked = route.split("/");
  return (
    served.length === asked.length &&
    served.every((part, index) => part === asked[index] || part.startsWith("["))
  );
}
