import { AccountsService, MessagesService } from '@bridges/contracts/proto';
import type { Platform } from '@bridges/kit';
import { mailKey } from '../services/mail-key.ts';
import { readMailConfig } from './config.ts';
import { MailChannel } from './mail-channel.ts';

export interface Mail {
  channel: MailChannel;
  key: () => Promise<Buffer>;
}

export function createMail({ db, env, rpc, mailer, publicUrl }: Platform): Mail {
  const key = () => mailKey(db);
  return {
    key,
    channel: new MailChannel({
      db,
      mailer,
      publicUrl,
      key,
      messages: rpc.client(MessagesService),
      accounts: rpc.client(AccountsService),
      pauseMs: readMailConfig(env).MAIL_PAUSE_SECONDS * 1000,
    }),
  };
}
