import type { Key } from "./keys";
import type { Prompt } from "./ui";

/** The longest text that a line takes. */
const LONGEST = 10_000;

export const promptFor = (
  label: string,
  submit: (text: string) => void,
  words: readonly string[] = [],
): Prompt => ({ label, text: "", at: 0, words, submit });

/** What a key makes of a prompt: the changed one, `null` where it is left, or the text that is submitted. */
export function typed(prompt: Prompt, key: Key): Prompt | null | { submitted: string } {
  const { text, at } = prompt;
  const characters = [...text];
  const change = (to: string[], cursor: number): Prompt => ({
    ...prompt,
    text: to.join("").slice(0, LONGEST),
    at: cursor,
  });
  const move = (to: number): Prompt => ({
    ...prompt,
    at: Math.max(0, Math.min(characters.length, to)),
  });
  if (key.ctrl) {
    if (key.name === "a") return move(0);
    if (key.name === "e") return move(characters.length);
    if (key.name === "u") return change(characters.slice(at), 0);
    if (key.name === "k") return change(characters.slice(0, at), at);
    if (key.name === "w") {
      const kept = characters
        .slice(0, at)
        .join("")
        .replace(/\S+\s*$/, "");
      return change([...kept, ...characters.slice(at)], [...kept].length);
    }
    return prompt;
  }
  switch (key.name) {
    case "escape":
      return null;
    case "return":
    case "enter":
      return { submitted: text.trim() };
    case "left":
      return move(at - 1);
    case "right":
      return move(at + 1);
    case "home":
      return move(0);
    case "end":
      return move(characters.length);
    case "backspace":
      return at === 0 ? prompt : change(without(characters, at - 1), at - 1);
    case "delete":
      return change(without(characters, at), at);
    case "tab": {
      const word = completed(prompt);
      return word === null ? prompt : change([...word], [...word].length);
    }
    default: {
      const added = [...key.text];
      if (added.length === 0) return prompt;
      return change(
        [...characters.slice(0, at), ...added, ...characters.slice(at)],
        at + added.length,
      );
    }
  }
}

/** The words that the text may become. */
export const matchesOf = ({ text, words }: Prompt): string[] =>
  words.filter((word) => word.toLowerCase().startsWith(text.trim().toLowerCase()));

/** The text as far as all words that it may become agree. */
function completed(prompt: Prompt): string | null {
  const [first, ...rest] = matchesOf(prompt);
  if (first === undefined) return null;
  let common = first;
  for (const word of rest) while (!word.startsWith(common)) common = common.slice(0, -1);
  return common.length >= prompt.text.length ? common : null;
}

const without = (characters: readonly string[], at: number): string[] =>
  characters.filter((_, place) => place !== at);
