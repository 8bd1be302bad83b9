/** What any program may know of the machine. Everything else stays with the worker, its own key before all. */
const ALLOWED =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|PWD|LANG|LANGUAGE|LC_\w+|TERM|COLORTERM|NO_COLOR|TZ|TMPDIR|TEMP|TMP|XDG_\w+|https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_(?:FILE|DIR)|SystemRoot|ComSpec|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA)$/;

interface Given {
  /** The worker's own environment. */
  env: Readonly<Record<string, string | undefined>>;
  /** What the program itself reads: its keys and settings. */
  program: RegExp | null;
  /** Names that the operator allows as well. */
  names: readonly string[];
}

/** The environment that programs get: the allowed names and no others. */
export function scrubbed({ env, program, names }: Given): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) continue;
    const isAllowed = ALLOWED.test(name) || program?.test(name) === true || names.includes(name);
    if (isAllowed && !OWN.test(name)) kept[name] = value;
  }
  return kept;
}

/** The worker's own connection is never handed on, not even by name: a program gets one for its run. */
const OWN = /^(?:MC_|BATON_)/;

interface Run {
  url: string;
  key: string;
  runId: number;
  /** Null for a turn. */
  task: { ref: string; projectId: number | null } | null;
}

/** How a program reaches Baton, as its run and no more. `mc` and the examples of the prompt read these. */
export function runEnvironment({ url, key, runId, task }: Run): Record<string, string> {
  return {
    MC_URL: url,
    MC_API_KEY: key,
    MC_RUN: String(runId),
    ...(task === null ? {} : { MC_TASK: task.ref }),
    ...(task?.projectId == null ? {} : { MC_PROJECT: String(task.projectId) }),
  };
}
