import type { SocketCommand } from '@bridges/contracts';
import type { Connection } from '../connection.ts';

export type CommandOf<Name extends SocketCommand['do']> = Extract<SocketCommand, { do: Name }>;

/** Carries out one command and answers with its reply frame; a refusal is thrown as an AppError. */
export type CommandHandler<Name extends SocketCommand['do']> = (
  connection: Connection,
  command: CommandOf<Name>,
) => Buffer | Promise<Buffer>;

export type CommandHandlers = { [Name in SocketCommand['do']]: CommandHandler<Name> };
