/**
 * `npm run seed:search -- --messages 1000000 --data ./search-data`: a data folder with so many messages, indexed, for
 * `npm run bench:search -- --messages 1000000 --data ./search-data`.
 */
import { parseArgs } from 'node:util';
import { startFilledServer } from './filled-server.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000000' },
    data: { type: 'string', default: 'search-data' },
  },
});
const server = await startFilledServer(values.data, Number(values.messages));
const { messageCount, sizeBytes } = server.index;
process.stdout.write(
  `${messageCount.toLocaleString('en')} messages in ${values.data}; the index takes ${(sizeBytes / messageCount).toFixed(0)} bytes a message, made in ${server.indexSeconds?.toFixed(0) ?? '–'} s\n`,
);
await server.stop();
