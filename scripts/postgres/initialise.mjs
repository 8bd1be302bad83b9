import { spawnSync } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { Refusal, tail } from "../refusal.mjs";
import { administrator } from "./access.mjs";
import { postgresEnvironment } from "./environment.mjs";
import { giveTo } from "./unprivileged.mjs";

/**
 * Creates the cluster when there is none. It is created under another name and renamed when complete, so that
 * an interrupted first start leaves nothing half done.
 * @param {{ folder: string, password: string, initdb: string, user: import("./unprivileged.mjs").Unprivileged }} options
 */
export function ensureCluster({ folder, password, initdb, user }) {
  if (existsSync(path.join(folder, "PG_VERSION"))) {
    assertMajorVersion(folder);
    if (user.ids) giveTo(folder, user.ids);
    return;
  }
  const fresh = `${folder}.new`;
  const passwordFile = path.join(fresh, "password");
  const cluster = path.join(fresh, "cluster");
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.ids)
    for (const owned of [fresh, passwordFile]) chownSync(owned, user.ids.uid, user.ids.gid);
  run(initdb, cluster, passwordFile, user);
  rmSync(folder, { recursive: true, force: true });
  renameSync(cluster, folder);
  rmSync(fresh, { recursive: true, force: true });
}

/**
 * @param {string} initdb
 * @param {string} cluster
 * @param {string} passwordFile
 * @param {import("./unprivileged.mjs").Unprivileged} user
 */
function run(initdb, cluster, passwordFile, { ids, wrapper }) {
  const [command, ...args] = [
    ...wrapper,
    initdb,
    `--pgdata=${cluster}`,
    `--username=${administrator}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
  const ran = spawnSync(command, args, {
    cwd: path.dirname(cluster),
    encoding: "utf8",
    env: postgresEnvironment(),
    ...(wrapper.length === 0 ? ids : {}),
  });
  if (ran.status !== 0) {
    throw new Refusal(
      `${tail(`${ran.stdout ?? ""}\n${ran.stderr ?? ""}\n${ran.error?.message ?? ""}`, 8)}\nThe embedded PostgreSQL could not be created; its reason is above.`,
    );
  }
}

/** @param {string} folder */
function assertMajorVersion(folder) {
  const found = readFileSync(path.join(folder, "PG_VERSION"), "utf8").trim();
  if (found !== "18") {
    throw new Refusal(
      `${folder} was made by PostgreSQL ${found} and Baton embeds 18: move its data over with pg_dump and a fresh BATON_DATA_DIR.`,
    );
  }
}
