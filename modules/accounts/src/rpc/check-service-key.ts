import type { CheckServiceKeyRequest } from '@bridges/contracts/proto';
import type { Deps } from '../deps.ts';
import { serviceKeyCheck } from '../services/service-key-check.ts';

export const checkServiceKey =
  (deps: Pick<Deps, 'db' | 'environmentKeys'>) =>
  async ({ secretHash }: CheckServiceKeyRequest) => {
    const key = await serviceKeyCheck(deps, Buffer.from(secretHash));
    return key ? { key } : {};
  };
