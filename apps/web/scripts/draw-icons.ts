import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

// Draws the PNG icons of the manifest from icon.svg. Run by hand when the drawing changes: npm run icons -w @bridges/web

const folder = new URL('../public/icons/', import.meta.url);
const drawing = await readFile(new URL('icon.svg', folder), 'utf8');

/** `margin`: the share kept free on each side; masks of systems cut up to a tenth away. */
const icons = [
  { name: 'icon-180.png', size: 180, margin: 0.1, background: 'white' },
  { name: 'icon-192.png', size: 192, margin: 0, background: 'transparent' },
  { name: 'icon-512.png', size: 512, margin: 0, background: 'transparent' },
  { name: 'icon-maskable-512.png', size: 512, margin: 0.2, background: 'white' },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
});
const page = await browser.newPage();
for (const { name, size, margin, background } of icons) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0;padding:${size * margin}px;background:${background}}svg{display:block}</style>${drawing}`,
  );
  const png = await page.screenshot({ omitBackground: true });
  await writeFile(fileURLToPath(new URL(name, folder)), png);
}
await browser.close();
