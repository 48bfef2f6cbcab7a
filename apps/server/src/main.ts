import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';

// Types are stripped once, not at every start.
enableCompileCache();

if (existsSync('.env')) process.loadEnvFile('.env');

const { run } = await import('./run.ts');
await run(process.env);
