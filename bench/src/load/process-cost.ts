import { readFileSync, readdirSync } from 'node:fs';

/** Fields of /proc/<pid>/stat after the name, which may hold spaces. */
function stat(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
  } catch {
    return [];
  }
}

/** utime and stime, with those of children that ended (cutime, cstime); a tick is 10 ms. */
export function cpuSeconds(pid: number): number {
  return (
    stat(pid)
      .slice(11, 15)
      .reduce((sum, ticks) => sum + Number(ticks), 0) / 100
  );
}

/** Resident memory, in bytes. */
export function residentBytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Seconds of all processors so far, and of them those that the host of this virtual machine gave to others. */
export function machineSeconds(): { all: number; taken: number } {
  const [, ...ticks] = (readFileSync('/proc/stat', 'latin1').split('\n')[0] ?? '').split(/\s+/).map(Number);
  // Up to `steal`; what guests take is in `user` already.
  const all = ticks.slice(0, 8);
  return { all: all.reduce((sum, one) => sum + one, 0) / 100, taken: (all[7] ?? 0) / 100 };
}

export function descendants(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc'))
    if (/^\d+$/.test(name)) parents.set(Number(name), Number(stat(Number(name))[1]));
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === root || isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow);
}

/** A process and all that it started. */
export const family = (pid: number): number[] => [pid, ...descendants(pid)];
