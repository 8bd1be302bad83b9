import Bowser from "bowser";

/** What a User-Agent header stands for, as a person would say it: `Firefox on Linux`. */
export function browserInWords(userAgent: string | null): string {
  if (!userAgent) return "Unknown browser";
  const { browser, os } = Bowser.parse(userAgent);
  if (!browser.name) return "Unknown browser";
  return os.name ? `${browser.name} on ${os.name}` : browser.name;
}
