import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Whether an address is one of the public internet's: no loopback, private, link-local, multicast, reserved or
 * documentation address, nor one of these in the clothes of IPv6 (mapped, translated, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  return ipaddr.process(address).range() === 'unicast';
}

/** The host of an address as an IP, if it is one: `[::1]` without its brackets. */
export function ipOfHost(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? undefined : bare;
}
