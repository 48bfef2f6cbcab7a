import type { SendExtras } from '@bridges/sdk';
import type { Key } from '../../../i18n/catalogue.ts';
import { showDialog } from '../talk-store.ts';

export interface Command {
  name: string;
  about: Extract<Key, `composer.command_${string}`>;
  /** What is sent for what was written after it; null: nothing is sent. */
  run: (rest: string) => { text: string; extras?: SendExtras } | null;
}

/** What can be done by a word at the beginning of a message. */
export const commands: readonly Command[] = [
  {
    name: 'silent',
    about: 'composer.command_silent',
    run: (rest) => (rest === '' ? null : { text: rest, extras: { isSilent: true } }),
  },
  {
    name: 'poll',
    about: 'composer.command_poll',
    run(rest) {
      showDialog({ kind: 'poll', question: rest });
      return null;
    },
  },
  {
    name: 'schedule',
    about: 'composer.command_schedule',
    run(rest) {
      showDialog(rest === '' ? { kind: 'scheduled' } : { kind: 'schedule', text: rest });
      return null;
    },
  },
  {
    name: 'shrug',
    about: 'composer.command_shrug',
    run: (rest) => ({ text: `${rest} ¯\\\\\\_(ツ)\\_/¯`.trim() }),
  },
];

/** The command that a text begins with, and what follows it. Other words after a slash are just words. */
export function commandOf(text: string): { command: Command; rest: string } | null {
  const match = /^\/(\p{L}+)(?:\s+([\s\S]*))?$/u.exec(text);
  const command = commands.find(({ name }) => name === match?.[1]?.toLowerCase());
  return command ? { command, rest: match?.[2]?.trim() ?? '' } : null;
}
