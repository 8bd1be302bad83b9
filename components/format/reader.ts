/** Who reads: the time zone they are in, and the region whose way of writing dates and numbers they are used to. */
export interface Reader {
  /** An IANA time zone. */
  zone: string;
  /** English, because the screens are, written as in the reader's region: `en-DE`. */
  locale: string;
}

/** The browser's zone and locale, so that the server writes what the browser will: `Europe/Berlin en-DE`. */
export const READER_COOKIE = "baton_reader";

const NOWHERE: Reader = { zone: "UTC", locale: "en-GB" };

/** The reader that a cookie names. Before the browser has set one, the region is that of `Accept-Language`, in UTC. */
export function readerOf(
  cookie: string | undefined,
  acceptLanguage: string | null | undefined,
): Reader {
  const [zone = "", locale = ""] = (cookie ?? "").split(" ");
  const wanted = acceptLanguage?.split(/[,;]/, 1)[0]?.trim();
  return {
    zone: isZone(zone) ? zone : NOWHERE.zone,
    locale: localeFor(locale || wanted),
  };
}

export function cookieOf({ zone, locale }: Reader): string {
  return `${zone} ${locale}`;
}

/** The reader in front of this browser. */
export function readerHere(): Reader {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { zone: isZone(zone) ? zone : NOWHERE.zone, locale: localeFor(navigator.language) };
}

/** English as it is written in the region of a locale: `de` and `de-DE` become `en-DE`. */
function localeFor(locale: string | undefined): string {
  try {
    const region = locale && new Intl.Locale(locale).maximize().region;
    if (!region) return NOWHERE.locale;
    const [supported] = Intl.DateTimeFormat.supportedLocalesOf([`en-${region}`]);
    return supported ?? NOWHERE.locale;
  } catch {
    return NOWHERE.locale;
  }
}

function isZone(zone: string): boolean {
  try {
    return zone !== "" && new Intl.DateTimeFormat("en", { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}
