/** Everything generated from `proto/`: messages, services and their schemas. */
export * from './gen/bridges/accounts/v1/accounts_pb.ts';
export * from './gen/bridges/accounts/v1/events_pb.ts';
export * from './gen/bridges/files/v1/events_pb.ts';
export * from './gen/bridges/files/v1/files_pb.ts';
export * from './gen/bridges/gateway/v1/gateway_pb.ts';
export * from './gen/bridges/groups/v1/events_pb.ts';
export * from './gen/bridges/groups/v1/groups_pb.ts';
export * from './gen/bridges/messages/v1/events_pb.ts';
export * from './gen/bridges/messages/v1/messages_pb.ts';
export * from './gen/bridges/notifications/v1/events_pb.ts';
export * from './gen/bridges/notifications/v1/notifications_pb.ts';
