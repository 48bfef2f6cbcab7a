import { MailServer } from '@bridges/dev-env/mail-server';
import { startPushService } from '@bridges/dev-env/push-service';
import type { PushService } from '@bridges/dev-env/push-service';
import { TelegramServer } from '@bridges/dev-env/telegram-server';

export interface OutsidePorts {
  push: number;
  telegram: number;
  mail: number;
}

/** What people are told through: a push service, Telegram and a mail server, all of this machine. */
export interface Outside extends AsyncDisposable {
  push: PushService;
  telegram: TelegramServer;
  mail: MailServer;
  /** For a Bridges that is started with them. */
  env: Record<string, string>;
}

/** The environment of a Bridges that tells people through servers at these ports. */
export const outsideEnv = ({ push, telegram, mail }: OutsidePorts): Record<string, string> => ({
  PUSH_TEST_PORTS: String(push),
  TELEGRAM_BOT_TOKEN: new TelegramServer().token,
  TELEGRAM_API_ROOT: `http://127.0.0.1:${telegram}`,
  SMTP_URL: `smtp://127.0.0.1:${mail}`,
  MAIL_FROM: 'Bridges <bridges@example.org>',
  // What is due later is not put off for the letter before it.
  MAIL_PAUSE_SECONDS: '0',
});

/** At the ports that the Bridges under test was told of, else at free ones. */
export async function startOutside(): Promise<Outside> {
  const [push = 0, telegram = 0, mail = 0] = (process.env['BRIDGES_OUTSIDE_PORTS'] ?? '')
    .split(',')
    .map(Number);
  await using stack = new AsyncDisposableStack();
  const pushService = stack.use(await startPushService(push));
  const telegramServer = await TelegramServer.start(telegram);
  stack.defer(() => telegramServer.stop());
  const mailServer = stack.use(await MailServer.start({}, mail));
  const kept = stack.move();
  return {
    push: pushService,
    telegram: telegramServer,
    mail: mailServer,
    env: {
      ...outsideEnv({
        push: pushService.port,
        telegram: Number(new URL(telegramServer.apiRoot).port),
        mail: mailServer.port,
      }),
      PUBLIC_URL: 'https://chat.example.org',
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
