// What a server needs before anything else of the kit is loaded: it is loaded while PostgreSQL starts.
export * from './config.ts';
export * from './db/embedded-postgres.ts';
export * from './files-config.ts';
export * from './logger.ts';
export * from './mail-config.ts';
export * from './tracing/start-tracing.ts';
