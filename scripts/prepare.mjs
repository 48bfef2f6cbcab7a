// `npm ci` ends here, so that the first start is quick, and `npm start` begins here: builds the page when it is
// not current. Where that cannot be (too old a Node, an image of one service without the page) it is left out.
import { existsSync } from 'node:fs';

const script = new URL('../apps/web/scripts/ensure-built.ts', import.meta.url);
const [major] = process.versions.node.split('.');
if (Number(major) >= 24 && existsSync(script)) await import(script.href);
