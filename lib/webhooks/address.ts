import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

type Address = ReturnType<typeof ipaddr.process>;

/** What the operator lists: receivers that may be at a private address. */
export interface Receivers {
  /** The variable of the environment with the list. */
  listedIn: string;
  allows(host: string, port: number, address: Address | null): boolean;
}

/** A receiver at an address that Baton sends nothing to. */
export class PrivateAddressError extends Error {
  constructor(host: string, address: string, listedIn: string) {
    super(
      `${host === address ? address : `${host} is at ${address}, which`} is no public address: list it in ${listedIn} if it is meant`,
    );
    this.name = "PrivateAddressError";
  }
}

const ENTRY = /^(?:\[([^\]]+)\]|([^:]+)|([^[\]]*:[^[\]]*:[^[\]]*?))(?::(\d+))?$/;

/** Reads the list: `10.1.0.0/16`, `127.0.0.1:9000`, `[fd00::/8]:80`, `hooks.lan:8080`, `*.corp`. An entry that is none fits nothing. */
export function receiversOf(
  entries: readonly string[],
  listedIn = "BATON_WEBHOOK_RECEIVERS",
): Receivers {
  const rules = entries.flatMap((entry) => {
    const parts = ENTRY.exec(entry);
    const host = parts?.[1] ?? parts?.[2] ?? parts?.[3];
    if (!host) return [];
    return [{ host, port: parts?.[4] ? Number(parts[4]) : null, network: networkOf(host) }];
  });
  return {
    listedIn,
    allows: (host, port, address) =>
      rules.some((rule) => {
        if (rule.port !== null && rule.port !== port) return false;
        if (rule.network) return address !== null && isWithin(address, rule.network);
        return rule.host.startsWith("*.") ? host.endsWith(rule.host.slice(1)) : host === rule.host;
      }),
  };
}

type Network = [Address, number];

function networkOf(text: string): Network | null {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  if (!ipaddr.isValid(text)) return null;
  const address = ipaddr.process(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

const isWithin = (address: Address, network: Network): boolean =>
  address.kind() === network[0].kind() && address.match(network);

/** What is given out of IPv6 so far; `::127.0.0.1` and the like lie outside. */
const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");

/** Whether an address, however it is written, is one of the public internet. IPv6 that carries an IPv4 address is not. */
function isPublic(address: Address): boolean {
  if (address.range() !== "unicast") return false;
  return address.kind() === "ipv4" || isWithin(address, GLOBAL_IPV6);
}

/** Refuses an address unless it is public or listed. Throws `PrivateAddressError`. */
function checkAddress(host: string, port: number, address: string, receivers: Receivers): void {
  const parsed = ipaddr.isValid(address) ? ipaddr.process(address) : null;
  if (parsed && isPublic(parsed)) return;
  if (!receivers.allows(host, port, parsed))
    throw new PrivateAddressError(host, address, receivers.listedIn);
}

/** The host of an address as a name or an IP address, without brackets and the dot that may end a name. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

export const portOf = (url: URL): number =>
  url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);

/**
 * Refuses what needs no name server to be known as private: IP addresses in any notation, which `URL` has made plain, and the
 * names of this machine. Throws `PrivateAddressError`.
 */
export function checkWrittenAddress(url: URL, receivers: Receivers): void {
  const host = hostOf(url);
  if (ipaddr.isValid(host)) checkAddress(host, portOf(url), host, receivers);
  else if (host === "localhost" || host.endsWith(".localhost")) {
    if (!receivers.allows(host, portOf(url), ipaddr.parse("127.0.0.1")))
      throw new PrivateAddressError(host, "127.0.0.1", receivers.listedIn);
  }
}

/** Resolves a name to all of its addresses. */
export type Resolve = (
  host: string,
  options: LookupOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const resolveByDns: Resolve = (host, options, done) =>
  lookup(host, { ...options, all: true }, done);

/**
 * A `lookup` for one connection that refuses it when any address of the name is private. The connection is made to the
 * addresses that were checked, so a name that resolves differently a moment later changes nothing.
 */
export function checkedLookup(
  port: number,
  receivers: Receivers,
  resolve: Resolve = resolveByDns,
): LookupFunction {
  return (host, options, callback) => {
    resolve(host, options, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) {
        callback(error ?? new Error(`${host} has no address`), "", 0);
        return;
      }
      try {
        for (const { address } of addresses)
          checkAddress(host.replace(/\.$/, ""), port, address, receivers);
      } catch (refused) {
        callback(refused as Error, "", 0);
        return;
      }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
