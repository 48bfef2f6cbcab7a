export const role = {
  'role.owner': 'owner',
  'role.admin': 'admin',
  'role.member': 'member',
} as const;
