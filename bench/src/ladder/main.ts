// Measures the ladder: `node bench/src/ladder/main.ts`. Time from a commit to the request to each channel, tellings a
// second, and what sends feel of a hundred thousand that are due at once. Everything runs on this machine.
import { startTestPlatform, startPushService, TelegramServer, MailServer } from '@bridges/dev-env';
import { startPostgres } from '@bridges/dev-env/postgres';
import { measureDelays } from './delays.ts';
import { measureFlood } from './flood.ts';
import { measureRate } from './rate.ts';
import { startSink } from './sink.ts';

await using stack = new AsyncDisposableStack();
const postgres = stack.use(await startPostgres());
const push = stack.use(await startPushService());
const telegram = await TelegramServer.start();
stack.defer(() => telegram.stop());
const mail = stack.use(await MailServer.start());
const sink = stack.use(await startSink());
const platform = stack.use(
  await startTestPlatform({
    postgresUrl: postgres.url,
    env: {
      ...telegram.env,
      ...mail.env,
      PUSH_TEST_PORTS: `${push.port},${sink.port}`,
      MAIL_PAUSE_SECONDS: '1',
    },
  }),
);

console.log('From the commit to the request, without a delay (ms):');
console.table(await measureDelays(platform, { push, telegram, mail }));
console.log('Tellings sustained:');
console.table(await measureRate(platform, sink));
console.log('100,000 due at once, and sends meanwhile:');
console.table(await measureFlood(platform));
