import { expect, test } from 'vitest';
import { parseMediaAddress } from './mediaAddress';

const hash = 'ab'.repeat(32);

test.each([
  [
    'ekonte://media/tok_1/med_12345678',
    { kind: 'media', token: 'tok_1', mediaId: 'med_12345678', rendition: 'original' },
  ],
  [
    'ekonte://media/t/med_1?rendition=thumbnail',
    { kind: 'media', token: 't', mediaId: 'med_1', rendition: 'thumbnail' },
  ],
  [
    'ekonte://media/t/med_1?rendition=picture',
    { kind: 'media', token: 't', mediaId: 'med_1', rendition: 'picture' },
  ],
  [`ekonte://media/t/segment/${hash}`, { kind: 'segment', token: 't', hash }],
  ['ekonte://media/t/lent/file_1', { kind: 'lent', token: 't', name: 'file_1' }],
  ['ekonte://media/t/lent/..%2fkeys', null],
  ['ekonte://recent/rec_1?at=17', { kind: 'recent', recentId: 'rec_1' }],
  ['ekonte://media/t/med_1?rendition=../../secret', null],
  ['ekonte://media/t/segment/short', null],
  ['ekonte://media/t', null],
  ['ekonte://media/', null],
  ['ekonte://media/t/med_1/more', null],
  ['ekonte://media/t/..%2f..%2fproject.db', null],
  // The parser of addresses takes the dots away; what is left is a name like any other, and never a path.
  [
    'ekonte://media/../../etc/passwd',
    { kind: 'media', token: 'etc', mediaId: 'passwd', rendition: 'original' },
  ],
  ['ekonte://recent/a/b', null],
  ['ekonte://elsewhere/t/med_1', null],
])('%s', (address, expected) => {
  expect(parseMediaAddress(new URL(address))).toEqual(expected);
});
