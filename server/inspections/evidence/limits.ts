/** How large evidence may be; nothing larger reaches the disk or the memory. */
export const PHOTO_BYTES = 10 * 1_048_576;
export const RECORDING_BYTES = 25 * 1_048_576;
/** Files of one inspection. */
export const FILES_AT_MOST = 200;
/** Sent at the same time by everybody; whoever comes later is asked to try again. */
export const UPLOADS_AT_ONCE = 16;
