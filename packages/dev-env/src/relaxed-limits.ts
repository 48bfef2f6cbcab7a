/** Limits so high that no test meets them by accident; tests of the limits set their own. */
export const relaxedLimits = {
  RATE_LIMIT_SIGN_IN_PER_ACCOUNT: '100000',
  RATE_LIMIT_SIGN_IN_PER_ADDRESS: '100000',
  RATE_LIMIT_REGISTER_PER_ADDRESS: '100000',
  RATE_LIMIT_REFRESH_PER_ADDRESS: '100000',
  RATE_LIMIT_PASSWORD_PER_USER: '100000',
  RATE_LIMIT_SENDS_PER_MINUTE: '1000000',
};
