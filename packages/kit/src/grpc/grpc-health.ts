import type { sendUnaryData, ServerUnaryCall, ServiceDefinition } from '@grpc/grpc-js';

/** grpc.health.v1.Health/Check, by hand: its two messages hold one field each, which probes read and write. */
export function healthService(isServing: () => boolean) {
  const definition: ServiceDefinition = {
    check: {
      path: '/grpc.health.v1.Health/Check',
      requestStream: false,
      responseStream: false,
      requestSerialize: (bytes: Buffer) => bytes,
      requestDeserialize: (bytes: Buffer) => bytes,
      // Field 1, varint: SERVING = 1, NOT_SERVING = 2.
      responseSerialize: (isUp: boolean) => Buffer.from([0x08, isUp ? 1 : 2]),
      responseDeserialize: (bytes: Buffer) => bytes[1] === 1,
    },
  };
  const implementation = {
    check: (_call: ServerUnaryCall<Buffer, boolean>, answer: sendUnaryData<boolean>) =>
      answer(null, isServing()),
  };
  return { definition, implementation };
}
