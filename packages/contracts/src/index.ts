export * from './api/accounts.ts';
export * from './api/common.ts';
export * from './api/groups.ts';
export * from './api/messages.ts';
export * from './api/notifications.ts';
export * from './convert.ts';
export * from './protocol.ts';
export * from './socket.ts';
