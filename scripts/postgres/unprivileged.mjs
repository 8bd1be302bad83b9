import { spawnSync } from "node:child_process";
import { chownSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../refusal.mjs";

/**
 * @typedef {object} Unprivileged how to start PostgreSQL, which refuses to run as root
 * @property {{ uid: number, gid: number } | null} ids null: we are not root, start it as we are
 * @property {string[]} wrapper a command to put in front, empty when none is needed
 */

const serviceUser = "baton-postgres";

/**
 * Decides which user runs PostgreSQL. Root runs it as a system user of its own; if that user cannot enter the folders (a
 * checkout below /root), PostgreSQL keeps the one capability that lets it read and pass them.
 * @param {string[]} folders that it must be able to enter
 * @returns {Unprivileged}
 */
export function unprivilegedUser(folders) {
  if (process.getuid?.() !== 0) return { ids: null, wrapper: [] };
  const ids = findUser(serviceUser) ?? createUser() ?? findUser("postgres") ?? findUser("nobody");
  if (!ids)
    throw new Refusal(
      "PostgreSQL cannot run as root and no other user could be made: start Baton as an ordinary user.",
    );
  const closed = folders.find((folder) => !canEnter(folder, ids));
  if (!closed) return { ids, wrapper: [] };
  for (const capability of ["dac_read_search", "dac_override"]) {
    const wrapper = [
      "setpriv",
      `--reuid=${ids.uid}`,
      `--regid=${ids.gid}`,
      "--clear-groups",
      `--inh-caps=+${capability}`,
      `--ambient-caps=+${capability}`,
    ];
    const probe = spawnSync(wrapper[0], [...wrapper.slice(1), "ls", "-d", path.join(closed, ".")]);
    if (probe.status === 0) return { ids, wrapper };
  }
  throw new Refusal(
    `PostgreSQL cannot run as root, and no other user may enter ${closed}: start Baton as an ordinary user, or move it out of that folder.`,
  );
}

/** Gives a folder and all below it to that user. @param {string} folder @param {{ uid: number, gid: number }} ids */
export function giveTo(folder, ids) {
  const stat = lstatSync(folder);
  if (stat.uid !== ids.uid) chownSync(folder, ids.uid, ids.gid);
  else return;
  if (!stat.isDirectory()) return;
  for (const name of readdirSync(folder)) giveTo(path.join(folder, name), ids);
}

/** @param {string} name */
function findUser(name) {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return null;
  const [, , uid, gid] = line.split(":");
  return { uid: Number(uid), gid: Number(gid) };
}

function createUser() {
  const created = [
    [
      "useradd",
      [
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        "/nonexistent",
        "--shell",
        "/usr/sbin/nologin",
        serviceUser,
      ],
    ],
    ["adduser", ["-S", "-D", "-H", serviceUser]],
  ].some(
    ([command, args]) =>
      spawnSync(/** @type {string} */ (command), /** @type {string[]} */ (args)).status === 0,
  );
  return created ? findUser(serviceUser) : null;
}

/** @param {string} folder @param {{ uid: number, gid: number }} ids */
function canEnter(folder, ids) {
  const { mode, uid, gid } = statSync(folder);
  const bits = uid === ids.uid ? mode >> 6 : gid === ids.gid ? mode >> 3 : mode;
  const parent = path.dirname(folder);
  return (bits & 1) === 1 && (parent === folder || canEnter(parent, ids));
}
