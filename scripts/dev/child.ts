import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { root } from '../run.ts';

/** Starts a program that writes to this terminal, with the project's own programs found first. */
export function startChild(command: string, args: string[], env: Record<string, string>): ChildProcess {
  const path = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  return spawn(command, args, { cwd: root, env: { ...process.env, ...env, PATH: path }, stdio: 'inherit' });
}

/** Asks a program to stop and waits until it has; after 10 s it is no longer asked. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}
