/** Events this module writes; their messages are in contracts/proto/bridges/notifications/v1/events.proto. */
export const events = {
  notificationCreated: 'notifications.notification_created.v1',
} as const;
