import type { Deps } from '../deps.ts';

export const getSigningKeys =
  ({ keys }: Pick<Deps, 'keys'>) =>
  async () => ({ jwksJson: JSON.stringify(await keys.published()) });
