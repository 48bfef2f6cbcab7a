import { defineModule } from '@bridges/kit';
import { migrations } from '../migrations/index.ts';

/** What people upload: kept, looked at, shown to whoever may see it. */
export const files = defineModule({ name: 'files', migrations, create: () => ({}) });
