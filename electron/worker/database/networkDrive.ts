import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync, statfsSync } from 'node:fs';

/*
 * Whether a folder lies on a network. There SQLite's write-ahead log must not be used: it needs memory that is shared by all
 * who have the file open, and that does not exist across machines (sqlite.org/wal.html); locks may not hold either.
 */

/** Types of Linux file systems that lie on a network, or on another machine's side of a virtual one (statfs(2)). */
const linuxTypes: ReadonlyMap<bigint, string> = new Map([
  [0x6969n, 'NFS'],
  [0x517bn, 'SMB'],
  [0xff534d42n, 'SMB'],
  [0xfe534d42n, 'SMB'],
  [0x01021997n, 'a shared folder (9P)'],
  [0x5346414fn, 'AFS'],
  [0x6b414653n, 'AFS'],
  [0x73757245n, 'Coda'],
  [0x00c36400n, 'Ceph'],
  [0x0bd00bd0n, 'Lustre'],
  [0x47504653n, 'GPFS'],
  [0x786f4256n, 'a shared folder (VirtualBox)'],
  [0xbacbacbcn, 'a shared folder (VMware)'],
]);
const fuseType = 0x65735546n;

/** File systems in user space whose files are elsewhere; others, as NTFS and encrypted folders, are local. */
const networkFuse =
  /^fuse\.(sshfs|rclone|gvfsd-fuse|davfs|davfs2|s3fs|smbnetfs|curlftpfs|glusterfs|ceph|ceph-fuse|juicefs|goofys|gcsfuse|google-drive-ocamlfuse|onedriver|kio-fuse|vmhgfs-fuse|prl_fsd|portal)$/;

const macTypes: Readonly<Record<string, string>> = {
  smbfs: 'SMB',
  nfs: 'NFS',
  afpfs: 'AFP',
  webdav: 'WebDAV',
  ftp: 'FTP',
};

/** @returns what kind of network a folder is on, for a person to read; null = a disk of this machine, as far as can be told */
export function networkOf(folder: string): string | null {
  try {
    const path = realpathSync.native(folder);
    switch (process.platform) {
      case 'linux':
        return linuxNetwork(path);
      case 'darwin':
        return macNetwork(execFileSync('/sbin/mount', { encoding: 'utf8', timeout: 3_000 }), path);
      case 'win32':
        return windowsNetwork(path);
      default:
        return null;
    }
  } catch {
    return null;
  }
}

function linuxNetwork(path: string): string | null {
  // The number is signed on some machines.
  const type = BigInt.asUintN(32, statfsSync(path, { bigint: true }).type);
  if (type === fuseType) return fuseNetwork(readFileSync('/proc/self/mountinfo', 'utf8'), path);
  return linuxTypes.get(type) ?? null;
}

/** @param mountInfo as /proc/self/mountinfo has it: see proc(5) */
export function fuseNetwork(mountInfo: string, path: string): string | null {
  let longest = '';
  let found = '';
  for (const line of mountInfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const place = unescapeOctal(before.split(' ')[4] ?? '');
    if (place.length < longest.length || !isBelow(path, place)) continue;
    longest = place;
    found = after.split(' ')[0] ?? '';
  }
  const name = networkFuse.exec(found)?.[1];
  return name === undefined ? null : name.toUpperCase();
}

/** @param mounts what /sbin/mount prints: "//me@server/share on /Volumes/share (smbfs, nodev)" */
export function macNetwork(mounts: string, path: string): string | null {
  let longest = '';
  let found: string | null = null;
  for (const line of mounts.split('\n')) {
    const [, place = '', type = ''] = / on (.+) \(([a-z0-9]+)/.exec(line) ?? [];
    if (place.length < longest.length || !isBelow(path, place)) continue;
    longest = place;
    found = macTypes[type] ?? null;
  }
  return found;
}

/** A drive letter of a share has been resolved to the share's own name by then. */
export function windowsNetwork(path: string): string | null {
  return /^\\\\(?![?.]\\)/.test(path) || /^\\\\\?\\UNC\\/i.test(path) ? 'a Windows share' : null;
}

function isBelow(path: string, place: string): boolean {
  return place === '/' || path === place || path.startsWith(`${place}/`);
}

const unescapeOctal = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
