import { isIP } from "node:net";
import { Refusal } from "../refusal.mjs";

const isWellFormed = /^(?:\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?\.?)(?::\d{1,5})?$/i;
const isPattern = /^(?:\*|(?:\*\.)?(?:\[?[0-9a-f:.]+\]?|[a-z0-9_][a-z0-9._-]*))$/i;

/** The host's name without its port, in small letters and without brackets, or null for a malformed one. @param {string} host */
export function hostName(host) {
  if (!isWellFormed.test(host)) return null;
  const name = host.toLowerCase().replace(/:\d*$/, "").replace(/\.$/, "");
  if (name.startsWith("[")) return isIP(name.slice(1, -1)) === 6 ? name.slice(1, -1) : null;
  return name;
}

/** The names of BATON_ALLOWED_HOSTS: `baton.example.com`, `*.example.com`, or `*` for every name. @param {NodeJS.ProcessEnv} env */
export function readAllowedHosts(env) {
  const names = (env.BATON_ALLOWED_HOSTS ?? "").split(",").map((name) => name.trim().toLowerCase());
  for (const name of names.filter((each) => each !== "" && !isPattern.test(each))) {
    throw new Refusal(
      `BATON_ALLOWED_HOSTS must be host names such as baton.example.com or *.example.com, separated by commas and without ports, not "${name}".`,
    );
  }
  return names.filter((name) => name !== "").map((name) => name.replace(/^\[|\]$/g, ""));
}

/**
 * Which host names this server answers for. Another site that points its name at this machine (DNS rebinding) sends requests
 * with that name, so names that nobody configured are refused.
 * @param {NodeJS.ProcessEnv} env
 * @returns {(name: string) => boolean}
 */
export function hostPolicy(env) {
  const listens = env.HOST?.trim().toLowerCase() || "127.0.0.1";
  const listensEverywhere = listens === "0.0.0.0" || listens === "::";
  const allowed = [listens, ...namesOf(env.BATON_URL), ...namesOf(env.NEXTAUTH_URL)];
  const patterns = readAllowedHosts(env);
  return (name) =>
    isLoopback(name) ||
    allowed.includes(name) ||
    // A rebound name is never an address.
    (listensEverywhere && isIP(name) !== 0) ||
    patterns.some((pattern) => matches(pattern, name));
}

/** @param {string | undefined} url */
function namesOf(url) {
  const host = url && URL.canParse(url) ? hostName(new URL(url).host) : null;
  return host ? [host] : [];
}

/** @param {string} name */
function isLoopback(name) {
  if (name === "localhost" || name.endsWith(".localhost") || name === "::1") return true;
  return isIP(name) === 4 && name.startsWith("127.");
}

/** @param {string} pattern @param {string} name */
function matches(pattern, name) {
  if (pattern === "*") return true;
  return pattern.startsWith("*.") ? name.endsWith(pattern.slice(1)) : name === pattern;
}
