import type { Translation } from '../catalogue.ts';
import type { role as english } from '../en/role.ts';

export const role: Translation<typeof english> = {
  'role.owner': 'владелец',
  'role.admin': 'админ',
  'role.member': 'участник',
};
