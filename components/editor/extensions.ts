import {
  acceptCompletion,
  autocompletion,
  type Completion,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { type Extension, Prec } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { handleOf, mentionAt } from "./mention-match";
import { editorTheme } from "./theme";

const highlighting = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "600" },
  { tag: tags.strong, fontWeight: "600" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: [tags.link, tags.url], color: "var(--accent-ink)" },
  { tag: tags.monospace, color: "var(--ink-2)" },
  { tag: tags.quote, color: "var(--ink-2)" },
  {
    tag: [tags.processingInstruction, tags.contentSeparator, tags.labelName],
    color: "var(--ink-3)",
  },
]);

/** What every text has: undo, wrapped lines, markdown with lists that go on at Enter, and no key that keeps Tab inside. */
export const writing: Extension = [
  history(),
  drawSelection(),
  EditorView.lineWrapping,
  markdown({ base: markdownLanguage, completeHTMLTags: false }),
  syntaxHighlighting(highlighting),
  editorTheme,
  keymap.of([...defaultKeymap, ...historyKeymap]),
];

interface CommandKeys {
  submit: () => void;
  leave: () => void;
}

/** ⌘Enter and Escape are the form's; the list of names takes Escape first while it is open. */
export function commandKeys({ submit, leave }: CommandKeys): Extension {
  return Prec.high(
    keymap.of([
      { key: "Mod-Enter", run: () => runs(submit), stopPropagation: true },
      { key: "Escape", run: () => runs(leave), stopPropagation: true },
    ]),
  );
}

function runs(work: () => void): true {
  work();
  return true;
}

/** Completes the names of agents after an `@`, by the rule of comments. */
export function mentionsOf(agents: () => readonly { name: string; role: string }[]): Extension {
  return [
    Prec.highest(
      keymap.of(
        [...completionKeymap, { key: "Tab", run: acceptCompletion }].map((binding) => ({
          ...binding,
          stopPropagation: true,
        })),
      ),
    ),
    autocompletion({
      defaultKeymap: false,
      icons: false,
      override: [
        (context) => {
          if (agents().length === 0) return null;
          const line = context.state.doc.lineAt(context.pos);
          const mention = mentionAt(line.text, context.pos - line.from);
          if (!mention) return null;
          return {
            from: line.from + mention.start,
            options: agents().map(
              ({ name, role }): Completion => ({
                label: `@${handleOf(name)}`,
                detail: role,
                apply: `@${handleOf(name)} `,
              }),
            ),
            validFor: /^@[\w.-]*$/,
          };
        },
      ],
    }),
  ];
}
