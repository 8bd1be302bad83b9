/** The page people see after signing in, if they did not ask for another. */
export const HOME = "/inbox";

const NOT_PAGES = /^\/(?:api|sign-in|setup)(?:[/?#]|$)/;

/** The path to go to after the sign-in: the one asked for when it is a page of this installation, else the inbox. */
export function safeNext(asked: string | null | undefined): string {
  if (!asked?.startsWith("/")) return HOME;
  const base = "http://baton.invalid";
  if (!URL.canParse(asked, base)) return HOME;
  const url = new URL(asked, base);
  // A browser takes "//host" and "/\host" for another site; "/.//host" turns into the former.
  if (url.origin !== base || url.pathname.startsWith("//")) return HOME;
  if (url.pathname === "/" || NOT_PAGES.test(url.pathname)) return HOME;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The same for next-auth's `callbackUrl`, which is a whole address of this installation. */
export function safeCallback(url: string | null | undefined): string {
  if (!url || !URL.canParse(url)) return safeNext(url);
  const { pathname, search, hash } = new URL(url);
  return safeNext(`${pathname}${search}${hash}`);
}
