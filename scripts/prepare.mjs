// `npm ci` ends here: builds the page, so that the first start is quick. An installation that cannot (no new
// enough Node, no web sources in an image of one service) is none the worse: `npm start` says what it misses.
import { existsSync } from 'node:fs';

const script = new URL('../apps/web/scripts/ensure-built.ts', import.meta.url);
const [major] = process.versions.node.split('.');
if (Number(major) >= 24 && existsSync(script)) await import(script.href);
