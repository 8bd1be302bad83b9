import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inProject } from "../project.mjs";

const lib = inProject("node_modules/terminal-kit/lib");

/** The parts of terminal-kit that draw a screen of cells. Its own entry loads everything, by names that no bundler sees. */
const ENTRY = `"use strict";
const termkit = { globalConfig: {}, image: { load() {} }, chroma: { distance: () => 0 }, TextBuffer: class {} };
module.exports = termkit;
Object.assign(termkit, require("./misc.js"), require("./detectTerminal.js"));
termkit.Rect = require("./Rect.js");
termkit.Palette = require("./Palette.js");
termkit.Terminal = require("./Terminal.js");
termkit.createTerminal = termkit.Terminal.create;
termkit.ScreenBuffer = require("./ScreenBuffer.js");
`;

/** Menus, fields, pictures and emoji names: loaded by the parts above, and never called. */
const UNUSED =
  /(?:terminal-kit[\\/]lib[\\/](?:yesOrNo|inputField|fileInput|singleLineMenu|singleColumnMenu|gridMenu|progressBar|bar|slowTyping|extClipboard|gpm|tty)|string-kit[\\/]lib[\\/](?:emoji|english|fuzzy|latinize|toTitleCase))\.js$/;

/** Bundles what the command line uses of terminal-kit. @type {import("esbuild").Plugin} */
export const terminalKit = {
  name: "terminal-kit",
  setup(build) {
    build.onLoad({ filter: /terminal-kit[\\/]lib[\\/]termkit\.js$/ }, () => ({ contents: ENTRY }));
    build.onLoad({ filter: UNUSED }, () => ({ contents: "module.exports = {};" }));
    build.onLoad({ filter: /terminal-kit[\\/]lib[\\/]Terminal\.js$/ }, ({ path: file }) => ({
      contents: readFileSync(file, "utf8")
        .replaceAll(
          /require\( '\.\/termconfig\/' \+ /g,
          "require( 'terminal-kit-configurations' )( ",
        )
        .replaceAll(/require\( '\.\/colorScheme\/' \+ palette \+ '\.json' \)/g, "undefined"),
    }));
    build.onResolve({ filter: /^terminal-kit-configurations$/ }, () => ({
      // No path of this machine: it would stand in the bundle, which is committed.
      path: "configurations.js",
      namespace: "terminal-kit",
    }));
    build.onLoad({ filter: /configurations\.js$/, namespace: "terminal-kit" }, () => ({
      contents: configurations(),
      resolveDir: lib,
    }));
  },
};

/** A function that gives what terminal-kit knows of a terminal, by the name of its file. */
function configurations() {
  const files = readdirSync(path.join(lib, "termconfig")).filter((name) => name.endsWith(".js"));
  const cases = files
    .sort()
    .map((name) => `case "${name}": return require("./termconfig/${name}");`)
    .join("\n");
  return `module.exports = (name) => {
switch (name) {
${cases}
default: throw new Error("unknown terminal " + name);
}
};`;
}
