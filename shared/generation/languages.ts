/** English names of the languages that films here are spoken in; others are named by their tag. */
const languageNames: Readonly<Record<string, string>> = {
  ar: 'Arabic',
  de: 'German',
  en: 'English',
  es: 'Spanish',
  fr: 'French',
  hi: 'Hindi',
  id: 'Indonesian',
  it: 'Italian',
  ja: 'Japanese',
  ko: 'Korean',
  nl: 'Dutch',
  pl: 'Polish',
  pt: 'Portuguese',
  ru: 'Russian',
  sv: 'Swedish',
  th: 'Thai',
  tr: 'Turkish',
  uk: 'Ukrainian',
  vi: 'Vietnamese',
  yue: 'Cantonese',
  zh: 'Chinese',
};

/** Tags of the languages that are named here, by their names. */
export const languageChoices: readonly string[] = Object.entries(languageNames)
  .sort(([, a], [, b]) => (a < b ? -1 : 1))
  .map(([tag]) => tag);

/** What a region says about how the language sounds. */
const accentNames: Readonly<Record<string, string>> = {
  'en-AU': 'Australian',
  'en-CA': 'Canadian',
  'en-GB': 'British',
  'en-IE': 'Irish',
  'en-IN': 'Indian',
  'en-NZ': 'New Zealand',
  'en-US': 'American',
  'en-ZA': 'South African',
  'es-419': 'Latin American',
  'es-AR': 'Argentine',
  'es-ES': 'Castilian',
  'es-MX': 'Mexican',
  'fr-CA': 'Canadian',
  'pt-BR': 'Brazilian',
  'pt-PT': 'European',
  'zh-HK': 'Cantonese',
  'zh-TW': 'Taiwanese',
};

/** "en" of "en-GB". */
export function languageSubtag(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? '';
}

/** "English" for "en-GB"; the tag itself where no name is known. */
export function languageName(tag: string): string {
  return languageNames[languageSubtag(tag)] ?? tag;
}

/** "British" for "en-GB"; '' where the tag says nothing of it. A script in between (zh-Hant-TW) is passed over. */
export function accentName(tag: string): string {
  const [language, ...rest] = tag.split('-');
  const region = rest.findLast((part) => /^([A-Za-z]{2}|\d{3})$/.test(part));
  return region === undefined
    ? ''
    : (accentNames[`${language?.toLowerCase()}-${region.toUpperCase()}`] ?? '');
}
