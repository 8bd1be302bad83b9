const passed = /^(PATH|LANG|LC_\w+|TZ|SystemRoot|TEMP)$/;

/** The environment of PostgreSQL's programs: none of the keys and passwords that Baton was given. */
export function postgresEnvironment() {
  const known = Object.entries(process.env).filter(([name]) => passed.test(name));
  return { ...Object.fromEntries(known), LC_ALL: "C" };
}
