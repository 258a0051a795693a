/** A few words to hear a voice by, by the main tag of the language. */
const sentences: Readonly<Record<string, string>> = {
  en: 'The light is out. Somebody has to climb up there.',
  ja: '灯台の明かりが消えた。誰かが登らなければ。',
  zh: '灯塔的灯灭了，得有人上去看看。',
  ko: '등대의 불이 꺼졌어요. 누군가 올라가야 해요.',
  es: 'Se ha apagado la luz. Alguien tiene que subir.',
  fr: 'La lumière est éteinte. Il faut que quelqu’un monte.',
  de: 'Das Licht ist aus. Jemand muss hinaufsteigen.',
};

export function sampleSentence(language: string): string {
  const main = language.toLowerCase().split('-')[0] ?? '';
  return sentences[main] ?? 'La, la, la.';
}
