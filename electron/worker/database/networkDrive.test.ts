import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { fuseNetwork, macNetwork, networkOf, windowsNetwork } from './networkDrive';

const mountInfo = [
  '22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw',
  '90 22 0:50 / /home/me/server rw,nosuid - fuse.sshfs me@host: rw,user_id=1000',
  '91 22 0:51 / /media/My\\040Disk rw - fuseblk /dev/sdb1 rw',
  '92 90 0:52 / /home/me/server/local rw - fuse.gocryptfs /x rw',
  '',
].join('\n');

describe('file systems in user space', () => {
  test.each([
    ['/home/me/server/Film.ekonte', 'SSHFS'],
    ['/home/me/server', 'SSHFS'],
    ['/home/me/server2/Film.ekonte', null],
    ['/home/me/server/local/Film.ekonte', null],
    ['/media/My Disk/Film.ekonte', null],
    ['/home/me/Film.ekonte', null],
  ])('%s is on %s', (path, network) => {
    expect(fuseNetwork(mountInfo, path)).toBe(network);
  });
});

describe('mounts of a Mac', () => {
  const mounts = [
    '/dev/disk3s1 on / (apfs, sealed, local)',
    '//me@server/films on /Volumes/films (smbfs, nodev, nosuid, mounted by me)',
    'server:/export on /Volumes/old (2) (nfs, asynchronous)',
    '/dev/disk5s1 on /Volumes/USB (exfat, local)',
  ].join('\n');
  test.each([
    ['/Volumes/films/Film.ekonte', 'SMB'],
    ['/Volumes/old (2)/Film.ekonte', 'NFS'],
    ['/Volumes/USB/Film.ekonte', null],
    ['/Users/me/Film.ekonte', null],
  ])('%s is on %s', (path, network) => {
    expect(macNetwork(mounts, path)).toBe(network);
  });
});

test.each([
  ['\\\\server\\films\\Film.ekonte', 'a Windows share'],
  ['\\\\?\\UNC\\server\\films', 'a Windows share'],
  ['\\\\?\\C:\\Films', null],
  ['C:\\Films', null],
])('Windows: %s is on %s', (path, network) => {
  expect(windowsNetwork(path)).toBe(network);
});

test('the folder for temporary files of this machine is on none, and neither is what is not there', () => {
  expect(networkOf(tmpdir())).toBeNull();
  expect(networkOf('/nowhere/at/all')).toBeNull();
});
