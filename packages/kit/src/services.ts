// What separate services stand on. Imported only when they run: none of it costs the one process anything.
export * from './grpc/copies-by-name.ts';
export * from './grpc/grpc-keys.ts';
export * from './grpc/grpc-rpc.ts';
export * from './grpc/grpc-server.ts';
export * from './grpc/rpc-metrics.ts';
export * from './redis/redis-bus.ts';
export * from './redis/redis-caches.ts';
export * from './redis/redis-connection.ts';
export * from './redis/redis-metrics.ts';
export * from './redis/redis-presence.ts';
export * from './redis/redis-rate-limits.ts';
export * from './amqp/amqp-broker.ts';
export * from './amqp/amqp-metrics.ts';
export * from './amqp/topology.ts';
