import type { DescMessage, DescService, Message } from '@bufbuild/protobuf';
import { fromBinary, toBinary } from '@bufbuild/protobuf';
import type { ServiceDefinition } from '@grpc/grpc-js';

/** A service of the contracts as grpc-js knows it: protobuf-es does the bytes. */
export function serviceDefinition(service: DescService): ServiceDefinition {
  const write = (schema: DescMessage) => (message: Message) => Buffer.from(toBinary(schema, message));
  const read = (schema: DescMessage) => (bytes: Buffer) => fromBinary(schema, bytes);
  return Object.fromEntries(
    service.methods.map((method) => [
      method.localName,
      {
        path: `/${service.typeName}/${method.name}`,
        requestStream: false,
        responseStream: false,
        requestSerialize: write(method.input),
        requestDeserialize: read(method.input),
        responseSerialize: write(method.output),
        responseDeserialize: read(method.output),
      },
    ]),
  );
}
