/**
 * Bytes written between two syncs of a large file. Commits of the open project wait for the same disk: behind gigabytes
 * that nobody has synced one waits for seconds, and behind 16 MB for some 30 ms. It costs little: those bytes have to go to
 * the disk before the end anyway.
 */
export const syncEveryBytes = 512 * 1024;
