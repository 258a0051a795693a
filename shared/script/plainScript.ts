/*
 * Scripts as plain text: what is no Fountain and yet plain to see is written as Fountain, the rest is left.
 */

/** As 「○港・夕」: how Japanese scripts head a scene. */
const markedHeading = /^[○◯〇●■]\s*(\S.*)$/;
/** As ミナ「聞こえる？」, with （小声で） between. */
const quotedSpeech = /^([^\s「『:：。、（(]{1,20})\s*(（[^）]*）)?\s*[「『](.+?)[」』]?$/u;

/** Plain text as Fountain: marked headings and quoted speeches, each on a line of its own, are what they are in Japanese scripts. */
export function plainScriptAsFountain(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((written) => {
      const line = written.trim();
      if (line.length > 2_000) return written;
      const heading = markedHeading.exec(line)?.[1];
      if (heading !== undefined) return `\n.${heading}\n`;
      const speech = quotedSpeech.exec(line);
      if (!speech) return written;
      const [, name = '', aside = '', words = ''] = speech;
      return `\n@${name}\n${aside === '' ? '' : `(${aside.slice(1, -1)})\n`}${words}\n`;
    })
    .join('\n');
}
