/** Begins no payload of the bus: those are proto messages, whose fields are numbered from 1. */
const mark = Buffer.from('\0traceparent ');
const form = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
const traceLength = 55;

/** Puts a `traceparent` before a payload; without one the payload is as it was. */
export function sealTrace(payload: Uint8Array, trace: string | undefined): Buffer {
  if (trace === undefined || !form.test(trace)) return Buffer.from(payload);
  return Buffer.concat([mark, Buffer.from(trace), payload]);
}

/** A payload as it was published, and the trace it came with. */
export function unsealTrace(bytes: Buffer): { payload: Buffer; trace?: string } {
  if (bytes[0] !== mark[0] || !bytes.subarray(0, mark.length).equals(mark)) return { payload: bytes };
  const from = mark.length + traceLength;
  const trace = bytes.toString('latin1', mark.length, from);
  return form.test(trace) ? { payload: bytes.subarray(from), trace } : { payload: bytes };
}
