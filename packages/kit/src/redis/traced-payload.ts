/** Begins no payload of the bus: those are proto messages, whose fields are numbered from 1. */
const mark = Buffer.from([0, 0x74]);
const traceLength = 55;

/** Puts a `traceparent` before a payload; without one the payload is as it was. */
export function sealTrace(payload: Uint8Array, trace: string | undefined): Buffer {
  if (trace?.length !== traceLength) return Buffer.from(payload);
  return Buffer.concat([mark, Buffer.from(trace), payload]);
}

/** A payload as it was published, and the trace it came with. */
export function unsealTrace(bytes: Buffer): { payload: Buffer; trace?: string } {
  if (bytes[0] !== mark[0] || bytes[1] !== mark[1]) return { payload: bytes };
  const from = mark.length + traceLength;
  return { payload: bytes.subarray(from), trace: bytes.toString('latin1', mark.length, from) };
}
