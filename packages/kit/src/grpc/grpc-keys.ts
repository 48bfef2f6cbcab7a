import { readFile } from 'node:fs/promises';

/** For mutual TLS between services: one authority, and this service's own certificate and key, as PEM. */
export interface GrpcKeys {
  ca: Buffer;
  cert: Buffer;
  key: Buffer;
}

/** @throws the file system's error */
export async function readGrpcKeys(paths: { ca: string; cert: string; key: string }): Promise<GrpcKeys> {
  const [ca, cert, key] = await Promise.all([readFile(paths.ca), readFile(paths.cert), readFile(paths.key)]);
  return { ca, cert, key };
}

/** A peer that is frozen or cut off is noticed in seconds; a batch of sends fits into a message. */
export const channelOptions = {
  'grpc.keepalive_time_ms': 5000,
  'grpc.keepalive_timeout_ms': 3000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.min_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 300,
  'grpc.max_receive_message_length': 16 * 1024 * 1024,
  'grpc.max_send_message_length': 16 * 1024 * 1024,
  'grpc.enable_http_proxy': 0,
} as const;
