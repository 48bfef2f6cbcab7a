export * from './mail-server.ts';
export * from './push-service.ts';
export * from './s3-server.ts';
export * from './telegram-account.ts';
export * from './telegram-server.ts';
export * from './test-platform.ts';
export * from './test-user.ts';
