import type { Browser } from 'playwright-core';

/** Views of a harbour, drawn for the pictures of the README: nobody's photographs. */
const scenes = {
  dusk: `<linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#2b3a67"/><stop offset=".55" stop-color="#e8836b"/><stop offset=".6" stop-color="#f7c59f"/></linearGradient>
    <rect width="1600" height="1200" fill="url(#s)"/><circle cx="1080" cy="700" r="90" fill="#ffe3b3"/>
    <rect y="740" width="1600" height="460" fill="#31456e"/><g fill="#f7c59f" opacity=".35"><rect x="960" y="770" width="240" height="10"/><rect x="990" y="820" width="180" height="8"/><rect x="1010" y="880" width="140" height="8"/><rect x="1040" y="950" width="80" height="6"/></g>
    <path d="M280 900h420l-70 110H340z" fill="#1b2238"/><path d="M480 900V500l190 360z" fill="#f4ede4"/><path d="M465 900V560L320 860z" fill="#dcd3c9"/>`,
  pier: `<rect width="1600" height="1200" fill="#bfe3f2"/><rect y="520" width="1600" height="680" fill="#4aa3c7"/>
    <g fill="#ffffff" opacity=".8"><ellipse cx="330" cy="200" rx="210" ry="46"/><ellipse cx="1180" cy="280" rx="260" ry="52"/></g>
    <path d="M680 560h240l420 640H260z" fill="#a97c50"/><g stroke="#7d5a38" stroke-width="8"><path d="M660 600h280M620 680h360M570 780h460M500 900h600M410 1050h780"/></g>
    <g fill="#6b4b2e"><rect x="600" y="520" width="26" height="190"/><rect x="974" y="520" width="26" height="190"/><rect x="430" y="640" width="36" height="260"/><rect x="1134" y="640" width="36" height="260"/></g>`,
  stage: `<rect width="1200" height="1600" fill="#161329"/><g opacity=".75"><path d="M200 0 60 1100h420z" fill="#7a5cff"/><path d="M600 0 430 1100h360z" fill="#ff5c8a"/><path d="M1000 0 740 1100h420z" fill="#3ec7ff"/></g>
    <rect y="1040" width="1200" height="120" fill="#2c2745"/><g fill="#0c0a18"><circle cx="150" cy="1330" r="120"/><circle cx="400" cy="1380" r="140"/><circle cx="690" cy="1340" r="130"/><circle cx="980" cy="1390" r="150"/><rect y="1400" width="1200" height="200"/></g>
    <g fill="#f4ede4"><rect x="585" y="800" width="30" height="240"/><circle cx="600" cy="770" r="44"/></g>`,
  map: `<rect width="1200" height="1200" fill="#eef1e6"/><path d="M0 0h1200v330C900 420 760 300 520 420S180 560 0 470z" fill="#9fd0e6"/>
    <g stroke="#ffffff" stroke-width="34" fill="none"><path d="M0 760h1200M260 480v720M760 380v820M0 1010l1200-80"/></g>
    <g fill="#cfdcae"><rect x="310" y="800" width="390" height="150" rx="18"/><rect x="820" y="520" width="300" height="190" rx="18"/></g>
    <circle cx="760" cy="560" r="64" fill="#e4572e"/><circle cx="760" cy="560" r="24" fill="#fff"/>`,
} as const;
export type Scene = keyof typeof scenes;
const sizes: Record<Scene, [number, number]> = {
  dusk: [1600, 1200],
  pier: [1600, 1200],
  stage: [1200, 1600],
  map: [1200, 1200],
};

/** A scene as PNG. */
export async function drawScene(browser: Browser, scene: Scene): Promise<Uint8Array> {
  const [width, height] = sizes[scene];
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block}</style><svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${scenes[scene]}</svg>`,
  );
  const png = await page.screenshot();
  await page.close();
  return png;
}

/** Some seconds of a quiet tone: sound enough for a voice message. */
export function recordVoice(seconds: number): Uint8Array {
  const rate = 8000;
  const samples = rate * seconds;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at++)
    wav.writeInt16LE(Math.round(2000 * Math.sin(at / 9) * Math.sin(at / 1500)), 44 + at * 2);
  return wav;
}

/** What a voice looks like: loudness from 0 to 31, louder in the middle of words. */
export function voiceWaveform(): string {
  const values = Array.from({ length: 64 }, (_, at) =>
    Math.round(4 + 13 * Math.abs(Math.sin(at * 0.9)) + 12 * Math.abs(Math.sin(at * 0.23 + 1))),
  );
  return Buffer.from(values).toString('base64');
}
