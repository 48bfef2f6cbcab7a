import type { DescMessage, DescService, Message } from '@bufbuild/protobuf';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { decodeProto } from '../proto/decode-proto.ts';
import { encodeProto } from '../proto/encode-proto.ts';

/** A service of the contracts as grpc-js knows it. */
export function serviceDefinition(service: DescService): ServiceDefinition {
  const write = (schema: DescMessage) => (message: Message) => Buffer.from(encodeProto(schema, message));
  const read = (schema: DescMessage) => (bytes: Buffer) => decodeProto(schema, bytes);
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
