/** Holds `collapsed` or `open`, so that the server paints the sidebar as it was left. */
export const SIDEBAR_COOKIE = "baton_sidebar";
