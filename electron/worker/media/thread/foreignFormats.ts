interface ForeignFormat {
  readonly what: string;
  /** What the person can do; absent = the list of what is imported. */
  readonly advice?: string;
}

const asPicture = 'Save it as PNG or JPEG and import that.';
const asVideo = 'Convert it to MP4 with H.264 and import that.';
const asSound = 'Convert it to WAV or FLAC and import that.';
const rawPhoto: ForeignFormat = { what: 'a raw photo', advice: asPicture };
const mpegVideo: ForeignFormat = { what: 'an MPEG video', advice: asVideo };

/** Files that people try, by the ending `file-type` gives: named as a person knows them. */
export const foreignFormats: Readonly<Record<string, ForeignFormat>> = {
  tif: { what: 'a TIFF picture', advice: asPicture },
  bmp: { what: 'a BMP picture', advice: asPicture },
  heic: { what: 'a HEIC picture', advice: asPicture },
  jxl: { what: 'a JPEG XL picture', advice: asPicture },
  jp2: { what: 'a JPEG 2000 picture', advice: asPicture },
  ico: { what: 'an icon file', advice: asPicture },
  psd: { what: 'a Photoshop document', advice: asPicture },
  xcf: { what: 'a GIMP document', advice: asPicture },
  cr2: rawPhoto,
  cr3: rawPhoto,
  nef: rawPhoto,
  arw: rawPhoto,
  dng: rawPhoto,
  raf: rawPhoto,
  rw2: rawPhoto,
  orf: rawPhoto,
  avi: { what: 'an AVI video', advice: asVideo },
  asf: { what: 'a Windows Media video', advice: asVideo },
  wmv: { what: 'a Windows Media video', advice: asVideo },
  flv: { what: 'a Flash video', advice: asVideo },
  mpg: mpegVideo,
  mts: { what: 'an MPEG transport stream', advice: asVideo },
  mxf: { what: 'an MXF video', advice: asVideo },
  ogv: { what: 'an Ogg video', advice: asVideo },
  ogm: { what: 'an Ogg video', advice: asVideo },
  '3gp': { what: 'a 3GP video', advice: asVideo },
  '3g2': { what: 'a 3GP video', advice: asVideo },
  f4v: { what: 'a Flash video', advice: asVideo },
  aif: { what: 'an AIFF sound', advice: asSound },
  wma: { what: 'a Windows Media sound', advice: asSound },
  mid: { what: 'a MIDI file, which holds notes and no sound', advice: asSound },
  amr: { what: 'an AMR sound', advice: asSound },
  ape: { what: "a Monkey's Audio sound", advice: asSound },
  wv: { what: 'a WavPack sound', advice: asSound },
  ac3: { what: 'a Dolby Digital sound', advice: asSound },
  dsf: { what: 'a DSD sound', advice: asSound },
  pdf: { what: 'a PDF document' },
  zip: { what: 'a ZIP archive', advice: 'Unpack it and import the files in it.' },
  rar: { what: 'a RAR archive', advice: 'Unpack it and import the files in it.' },
  '7z': { what: 'a 7-Zip archive', advice: 'Unpack it and import the files in it.' },
  gz: { what: 'a compressed file', advice: 'Unpack it and import what is in it.' },
  xml: { what: 'an XML document' },
  docx: {
    what: 'a Word document',
    advice: 'Save the script in it as Fountain or Final Draft and import that.',
  },
  xlsx: { what: 'an Excel sheet' },
  pptx: { what: 'a PowerPoint presentation' },
  exe: { what: 'a program' },
  elf: { what: 'a program' },
  sqlite: { what: 'a database' },
};

/** "a" or "an" before the letters of an abbreviation as they are spoken. */
export function article(abbreviation: string): 'a' | 'an' {
  return /^[aefhilmnorsx8]/i.test(abbreviation) ? 'an' : 'a';
}
