import type { Page } from 'playwright-core';

/**
 * A film made by the browser at once, whatever its length: frames of a colour that changes, encoded as VP8 and put
 * into the few boxes that a WebM needs. Its first moments are black, as in many films.
 */
export async function makeFilm(page: Page, name: string, seconds: number) {
  const data = await page.evaluate(async (length) => {
    const [width, height, rate] = [320, 180, 10];
    const canvas = new OffscreenCanvas(width, height);
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas');
    const blocks: number[] = [];
    let problem: unknown = null;
    const box = (id: number[], content: readonly number[]) => {
      const size = [0, 0, 0, 0].map((_, at) => (content.length >>> (8 * (3 - at))) & 255);
      return [...id, 0x01, 0, 0, 0, ...size, ...content];
    };
    const number = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
    const text = (value: string) => [...value].map((letter) => letter.charCodeAt(0));
    const encoder = new VideoEncoder({
      output(chunk) {
        const bytes = new Uint8Array(chunk.byteLength);
        chunk.copyTo(bytes);
        const ms = Math.round(chunk.timestamp / 1000);
        const head = [0x81, ms >>> 8, ms & 255, chunk.type === 'key' ? 0x80 : 0];
        for (const byte of box([0xa3], [...head, ...bytes])) blocks.push(byte);
      },
      error: (cause) => (problem = cause),
    });
    encoder.configure({ codec: 'vp8', width, height, framerate: rate, bitrate: 200_000 });
    for (let at = 0; at < length * rate; at += 1) {
      pen.fillStyle = at < 3 ? 'black' : `hsl(${200 + at} 60% 50%)`;
      pen.fillRect(0, 0, width, height);
      const frame = new VideoFrame(canvas, { timestamp: (at * 1_000_000) / rate });
      encoder.encode(frame, { keyFrame: at % rate === 0 });
      frame.close();
    }
    await encoder.flush();
    if (problem) throw problem;
    const duration = [...new Uint8Array(new Float64Array([length * 1000]).buffer)].reverse();
    const video = [...box([0xb0], number(width)), ...box([0xba], number(height))];
    const track = [
      ...box([0xd7], [1]),
      ...box([0x73, 0xc5], [1]),
      ...box([0x83], [1]),
      ...box([0x86], text('V_VP8')),
      ...box([0xe0], video),
    ];
    const info = [...box([0x2a, 0xd7, 0xb1], number(1_000_000)), ...box([0x44, 0x89], duration)];
    return [
      ...box(
        [0x1a, 0x45, 0xdf, 0xa3],
        [...box([0x42, 0x82], text('webm')), ...box([0x42, 0x87], [2]), ...box([0x42, 0x85], [2])],
      ),
      ...box(
        [0x18, 0x53, 0x80, 0x67],
        [
          ...box([0x15, 0x49, 0xa9, 0x66], info),
          ...box([0x16, 0x54, 0xae, 0x6b], box([0xae], track)),
          ...box([0x1f, 0x43, 0xb6, 0x75], [...box([0xe7], [0]), ...blocks]),
        ],
      ),
    ];
  }, seconds);
  return { name, mimeType: 'video/webm', buffer: Buffer.from(data) };
}
