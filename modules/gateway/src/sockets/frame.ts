/** FIN and the text opcode: everything we say is one unfragmented text frame. */
const finText = 0x81;

/**
 * One unmasked WebSocket text frame around a payload, built once per event and shared by all its readers.
 *
 * @param payload UTF-8; bytes are copied, so the caller may reuse them
 */
export function textFrame(payload: string | Uint8Array): Buffer {
  const length = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length;
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = finText;
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(Math.floor(length / 2 ** 32), 2);
    frame.writeUInt32BE(length >>> 0, 6);
  }
  if (typeof payload === 'string') frame.write(payload, start);
  else frame.set(payload, start);
  return frame;
}

/** An empty ping: the heartbeat, the same for every socket. */
export const pingFrame: Buffer = Buffer.from([0x89, 0x00]);
